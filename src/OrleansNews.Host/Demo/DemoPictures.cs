using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Media;

namespace OrleansNews.Demo;

/// <summary>
/// The pictures of the demo newspaper, drawn for it. <c>{{picture sea-wall}}</c> in its texts becomes the number of a picture in the library, <c>{{address tide-chart}}</c> the address of
/// one. Where there is no libvips there are none, and their lines are left out.
/// </summary>
internal sealed partial class DemoPictures(IReadOnlyDictionary<string, MediaView> pictures)
{
    private static readonly Actor _artist = Actor.System with { Name = "The Ternmouth Packet" };

    /// <summary>How many there are.</summary>
    public int Count => pictures.Count;

    /// <summary>Puts them into the library.</summary>
    public static async Task<DemoPictures> UploadAsync(IGrainFactory grains)
    {
        var taken = new Dictionary<string, MediaView>(StringComparer.Ordinal);
        foreach (var (name, content) in DemoTexts.ReadPictures())
        {
            if (await UploadAsync(grains, name, content) is MediaSaved saved) taken[name] = saved.Media;
        }

        return new(taken);
    }

    /// <summary>Replaces every mark, and leaves out the lines whose picture is missing, with the lines about it in front matter.</summary>
    public string Resolve(string text)
    {
        var resolved = Mark().Replace(text, mark => pictures.GetValueOrDefault(mark.Groups["name"].Value) is { } media ? Text(mark.Groups["what"].Value, media) : mark.Value);
        return Mark().IsMatch(resolved) ? Lacking().Replace(resolved, "") : resolved;
    }

    private static async Task<MediaResult> UploadAsync(IGrainFactory grains, string name, byte[] content)
    {
        var upload = grains.GetGrain<IMediaUploadGrain>(Guid.NewGuid());
        var details = new MediaDetails { AlternativeText = name.Replace('-', ' '), Credit = "Drawing: The Ternmouth Packet" };
        return await upload.AppendAsync(0, content, _artist) ?? await upload.CompleteAsync(1, name + ".webp", details, _artist);
    }

    private static string Text(string what, MediaView media) => what == "picture"
        ? media.Source.Id.Value.ToString(CultureInfo.InvariantCulture)
        : media.Source.AddressOfLargest();

    [GeneratedRegex(@"\{\{(?<what>picture|address) (?<name>[a-z-]+)\}\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(image: \{\{picture [^\n]*\n(image_[^\n]*\n)*|.*\{\{address .*\n?)", RegexOptions.Multiline)]
    private static partial Regex Lacking();
}
