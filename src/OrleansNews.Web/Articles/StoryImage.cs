using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Media;

namespace OrleansNews.Articles;

/// <summary>The picture that stands for a story elsewhere.</summary>
internal static partial class StoryImage
{
    /// <summary>The lead image, cut for where links are shared, else the first one in the text; empty when there is none.</summary>
    public static string Of(PublishedArticle story)
    {
        if (story.LeadImage is not { Source: { } source }) return In(story.Html);
        return PictureSizes.HasShare(source.Width, source.Height)
            ? source.AddressOf(new PictureFile(PictureShape.Share, PictureSizes.ShareWidth, source.Focus, PictureFormat.Jpeg))
            : source.AddressOf(PictureFile.Master);
    }

    /// <summary>The lead image with its size in pixels; null when there is none in the library, because of others no size is known.</summary>
    public static (string Address, int Width, int Height)? SizedOf(PublishedArticle story)
    {
        if (story.LeadImage is not { Source: { } source }) return null;
        return PictureSizes.HasShare(source.Width, source.Height)
            ? (Of(story), PictureSizes.ShareWidth, PictureSizes.ShareHeight)
            : (Of(story), source.Width, source.Height);
    }

    /// <summary>Its address, complete or beginning with a slash; empty when there is none.</summary>
    /// <param name="html">Sanitised and serialised HTML: attributes in double quotes.</param>
    public static string In(string html)
    {
        foreach (Match image in Image().Matches(html))
        {
            var address = WebUtility.HtmlDecode(image.Groups["src"].Value);
            if (address.StartsWith("https://", StringComparison.Ordinal) || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))) return address;
        }

        return "";
    }

    [GeneratedRegex("""<img(?:\s+[^\s"=<>]+(?:="[^"]*")?)*?\s+src="(?<src>[^"]*)""" + "\"")]
    private static partial Regex Image();
}
