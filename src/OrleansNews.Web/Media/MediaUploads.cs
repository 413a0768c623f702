using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>Sends a file to a silo in parts. What it begins with is looked at first, so that most of what is refused goes nowhere.</summary>
internal sealed class MediaUploads(IClusterClient cluster)
{
    private const int Sniffed = 64;

    public async Task<MediaResult> SendAsync(IFormFile file, MediaDetails details, Actor actor, CancellationToken cancel)
    {
        if (file.Length == 0) return new MediaRefused(PictureProblem.Empty);
        var upload = cluster.GetGrain<IMediaUploadGrain>(Guid.NewGuid());
        await using var content = file.OpenReadStream();
        var parts = 0;
        for (var left = file.Length; left > 0; parts++)
        {
            var part = new byte[Math.Min(left, IMediaUploadGrain.PartBytes)];
            await content.ReadExactlyAsync(part, cancel);
            if (parts == 0 && Refuse(part.AsSpan(0, Math.Min(part.Length, Sniffed))) is { } problem) return new MediaRefused(problem);
            if (await upload.AppendAsync(parts, part, actor) is { } refused) return refused;
            left -= part.Length;
        }

        return await upload.CompleteAsync(parts, file.FileName, details, actor);
    }

    private static PictureProblem? Refuse(ReadOnlySpan<byte> beginning) => PictureTypes.Of(beginning) switch
    {
        PictureType.Svg => PictureProblem.Svg,
        PictureType.Heic => PictureProblem.Heic,
        { } type => type.IsTaken() ? null : PictureProblem.UnknownType,
    };
}
