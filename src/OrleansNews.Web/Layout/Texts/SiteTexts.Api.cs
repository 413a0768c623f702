using System.Globalization;

namespace OrleansNews.Layout;

/// <content>What the API says to those who write programs for it. Names of members, parameters and values are its own and stay as they are.</content>
public sealed partial class SiteTexts
{
    public string ApiUse(string values) => Fill([values]);

    public string ApiBetween(int least, int most) => Fill([Digits(least), Digits(most)]);

    public string ApiKey(int longest) => Fill([Digits(longest)]);

    public string ApiCursor => Text();

    public string ApiStories(int most) => Fill([Digits(most)]);

    public string ApiNoStory(string name) => Fill([name]);

    public string ApiComments(int most) => Fill([Digits(most)]);

    public string ApiNotPossible(string value, string parameter) => Fill([value, parameter]);

    public string ApiWrongKind(string field, string line, string at) => Fill([field, line, at]);

    public string ApiNoJson(string line, string at, string fault) => Fill([line, at, fault]);

    public string ApiWrongForm(string line, string at) => Fill([line, at]);

    public string ApiBodyWanted => Text();

    public string ApiJsonWanted => Text();

    public string ApiTooLarge => Text();

    public string ApiLargerThan(string bytes) => Fill([bytes]);

    public string ApiNotUnderstood => Text();

    public string ApiMethods => Text();

    public string ApiTooMany => Text();

    public string ApiUnavailable => Text();

    // As a program writes them.
    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
