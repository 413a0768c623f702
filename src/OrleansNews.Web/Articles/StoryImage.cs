using System.Net;
using System.Text.RegularExpressions;

namespace OrleansNews.Articles;

/// <summary>The picture that stands for a story elsewhere: the first one in it.</summary>
internal static partial class StoryImage
{
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
