namespace OrleansNews.Site;

/// <summary>
/// As metadata of an endpoint: it gives back what was typed when the front end works on as much as it should. As a feature of a request: that is so, and nothing but that is to be done.
/// </summary>
internal sealed class NoPlace
{
    public static readonly NoPlace Instance = new();
}
