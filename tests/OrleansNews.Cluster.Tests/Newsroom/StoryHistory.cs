using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace OrleansNews.Newsroom;

/// <summary>The history of a story as its writers see it: a line for each time that readers got another text.</summary>
internal static partial class StoryHistory
{
    /// <summary>Asserts that the story went out once, and not before its second.</summary>
    public static async Task ShowsOnePublicationAsync(HttpClient staff, string story, DateTimeOffset at)
    {
        var line = Assert.Single(await ReadAsync(staff, story));
        Assert.Equal(1, line.Revision);
        Assert.True(line.At >= at, string.Create(CultureInfo.InvariantCulture, $"{story} was planned for {at:O} and went out at {line.At:O}."));
    }

    private static async Task<IReadOnlyList<(int Revision, DateTimeOffset At)>> ReadAsync(HttpClient staff, string story)
    {
        var page = WebUtility.HtmlDecode(await staff.GetStringAsync(story + "/history", TestContext.Current.CancellationToken));
        return [.. Lines().Matches(page).Select(line => (int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), DateTimeOffset.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)))];
    }

    [GeneratedRegex("""<li value="(\d+)">.*?<time datetime="([^"]+)">""", RegexOptions.Singleline)]
    private static partial Regex Lines();
}
