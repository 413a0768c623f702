using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace OrleansNews.Media;

/// <summary>Offers browsers the formats and widths of the pictures of the library that stand in a text, where it names one file of each.</summary>
internal static partial class ResponsivePictures
{
    // The column of a story, as the stylesheet has it.
    private const string Sizes = "(min-width: 42rem) 40rem, 100vw";

    private static readonly ImmutableArray<(PictureFormat Format, string Type)> _better = [(PictureFormat.Avif, "image/avif"), (PictureFormat.WebP, "image/webp")];

    /// <summary>
    /// Changes the pictures that are shown whole. A picture has all widths that its largest one has below it (<see cref="PictureSizes.FullWidths"/>), so that the name of a file says which others
    /// there are. Pictures of other sites stay as they are.
    /// </summary>
    public static void Offer(IElement body)
    {
        foreach (var image in body.QuerySelectorAll("img[src]").ToList())
        {
            if (Address().Match(image.GetAttribute("src")!) is not { Success: true } match) continue;
            if (!PictureFile.TryParse(match.Groups["file"].Value, out var file) || file.Shape != PictureShape.Full) continue;
            var source = new PictureSource(new(long.Parse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture)), match.Groups["key"].Value, file.Width, 0, FocalPoint.Middle);
            // Of a width that no picture has but a small one of just that width.
            if (source.FilesOf(PictureShape.Full, file.Format)[^1] != file) continue;
            var picture = image.Owner!.CreateElement("picture");
            foreach (var (format, type) in _better) picture.AppendChild(Source(image.Owner, type, source.SourceSet(PictureShape.Full, format)));
            image.Replace(picture);
            picture.AppendChild(image);
            image.SetAttribute("src", source.AddressOfLargest());
            image.SetAttribute("srcset", source.SourceSet(PictureShape.Full, PictureFormat.Jpeg));
            image.SetAttribute("sizes", Sizes);
            image.SetAttribute("loading", "lazy");
            image.SetAttribute("decoding", "async");
        }
    }

    private static IElement Source(IDocument document, string type, string set)
    {
        var source = document.CreateElement("source");
        source.SetAttribute("type", type);
        source.SetAttribute("srcset", set);
        source.SetAttribute("sizes", Sizes);
        return source;
    }

    [GeneratedRegex(@"\A/" + PictureSource.Root + @"/(?<id>\d{1,16})/(?<key>[A-Za-z0-9_-]{22})/(?<file>full-[^/]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
