using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrleansNews.Accounts;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <remarks>Held in memory alone: whoever uploads waits for the answer, and sends the file again when there is none.</remarks>
[GrainType("media-upload")]
internal sealed class MediaUploadGrain(IMediaStore store, PictureThreads threads, IOptions<MediaOptions> options) : Grain, IMediaUploadGrain
{
    private const int KeyBytes = 16;

    private readonly List<byte[]> _parts = [];
    private long _bytes;

    public Task<MediaResult?> AppendAsync(int part, byte[] content, Actor actor)
    {
        MediaResult? refused = null;
        if (!MediaRules.MayUpload(actor)) refused = new MediaForbidden();
        else if (_bytes + content.Length > options.Value.MaxBytes) refused = Refused(PictureProblem.TooManyBytes);
        else if (part != _parts.Count || content.Length is 0 or > IMediaUploadGrain.PartBytes) refused = Refused(PictureProblem.Empty);
        if (refused is not null)
        {
            _parts.Clear();
            DeactivateOnIdle();
            return Task.FromResult<MediaResult?>(refused);
        }

        _parts.Add(content);
        _bytes += content.Length;
        return Task.FromResult<MediaResult?>(null);
    }

    public async Task<MediaResult> CompleteAsync(int parts, string fileName, MediaDetails details, Actor actor)
    {
        DeactivateOnIdle();
        if (!MediaRules.MayUpload(actor)) return new MediaForbidden();
        if (MediaRules.Validate(MediaRules.Normalise(details)) is { IsEmpty: false } errors) return new MediaInvalid(errors);
        // Another activation of this grain would know nothing of the parts.
        if (parts != _parts.Count || parts == 0) return new MediaRefused(PictureProblem.Empty);
        var file = new byte[_bytes];
        var at = 0;
        foreach (var part in _parts)
        {
            part.CopyTo(file, at);
            at += part.Length;
        }

        _parts.Clear();
        var master = await DecodeAsync(file);
        return master.Problem is { } problem ? Refused(problem) : await KeepAsync(master, fileName, details, actor);
    }

    private async Task<MasterResult> DecodeAsync(byte[] file)
    {
        try
        {
            return await threads.RunAsync(() => Pictures.MakeMaster(file, options.Value));
        }
        catch (PictureThreadsBusyException)
        {
            return new(null, 0, 0, PictureProblem.Busy);
        }
    }

    private async Task<MediaResult> KeepAsync(MasterResult master, string fileName, MediaDetails details, Actor actor)
    {
        var id = new MediaId(await GrainFactory.GetGrain<IAllocatorGrain>("media").NextAsync(1));
        var source = new PictureSource(id, KeyOf(master.Content!), master.Width, master.Height, details.Focus);
        await store.PutAsync(MediaFiles.NameOf(source, PictureFile.Master), master.Content!);
        return await GrainFactory.GetGrain<IMediaGrain>(id.Value).CreateAsync(new(source, fileName, details), actor);
    }

    private MediaRefused Refused(PictureProblem problem) => new(problem, problem switch
    {
        PictureProblem.TooManyBytes => options.Value.MaxBytes,
        PictureProblem.TooManyPixels => options.Value.MaxPixels,
        _ => 0,
    });

    // With chance in it: whoever has the picture, from an agency perhaps, cannot find out that the newspaper has it, and where.
    private static string KeyOf(byte[] master) =>
        Base64Url.EncodeToString(SHA256.HashData([.. RandomNumberGenerator.GetBytes(KeyBytes), .. master]).AsSpan(0, KeyBytes));
}
