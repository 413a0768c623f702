using System.Text.RegularExpressions;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The list of addresses at which an embargo is tried is complete: a new public route is in it, or is named here with why it needs not be.</summary>
public sealed partial class EmbargoAddressTests
{
    // What shows nothing that is written in the newsroom, or is tried in another way.
    private static readonly Dictionary<string, string> _exempt = new(StringComparer.Ordinal)
    {
        ["GET /assets/{version}/{name}"] = "files of the program", ["GET /favicon.ico"] = "a file of the program", ["GET /api/favicon.svg"] = "a file of the program",
        ["GET /openapi/{documentName}.json"] = "the API described", ["GET /api/"] = "the API described", ["GET /api/scalar.js"] = "a file of the API's reference", ["GET /api/scalar.aspnetcore.js"] = "a file of the API's reference",
        ["GET /login"] = "a form", ["GET /login/code"] = "a form", ["GET /login/lost-password"] = "a form", ["GET /setup"] = "a form", ["GET /choose-password"] = "a form", ["GET /mail"] = "asks for a link that is signed",
        ["GET /api/articles/{id:long}/live"] = "goes on: EmbargoPageTests follows it",
    };

    [Fact]
    public void EveryPublicAddress_IsTriedDuringAnEmbargo_OrIsNamedWithAReason()
    {
        string[] tried = [.. EmbargoAddresses.Of(7, 8, "/2026/11/22/openquay/").Select(address => address.Path), .. EmbargoAddresses.Elsewhere(7, 8, "/media/1/key/full-640.jpg")];
        var paths = tried.Select(path => path.Split('?')[0]).ToList();
        var routes = PublicRoutes.All.Where(route => route.StartsWith("GET ", StringComparison.Ordinal)).ToList();

        var untried = routes.Where(route => !_exempt.ContainsKey(route) && !paths.Any(path => Matcher(route[4..]).IsMatch(path))).ToList();
        Assert.True(untried.Count == 0, "Try these during an embargo, or say why they need not be:\n" + string.Join('\n', untried));
        Assert.Empty(_exempt.Keys.Except(routes));
    }

    [Theory]
    [InlineData(@"/{year:regex(^\d{{4}}$)}/feed/{name:regex(^(rss|rss2|rdf)$)}", "/2026/feed/rss2/", true)]
    [InlineData(@"/{year:regex(^\d{{4}}$)}/feed", "/harbour/feed/", false)]
    [InlineData("/category/{parent}/{**rest}", "/category/local/below/", true)]
    [InlineData("/category/{slug}", "/category/local/below/", false)]
    [InlineData("/comments/{id:long}", "/comments/feed/", false)]
    [InlineData("/sitemap-{part:int:min(1)}.xml", "/sitemap-1.xml", true)]
    public void Matcher_KnowsWhatARouteTakes(string route, string path, bool matches) => Assert.Equal(matches, Matcher(route).IsMatch(path));

    // A route as an expression over paths, as far as the routes of the site go.
    private static Regex Matcher(string route)
    {
        var parts = Parameter().Split(route);
        var holes = Parameter().Matches(route).Select(hole => TypeOf(hole.Value));
        return new($"^{string.Concat(parts.Select(Regex.Escape).Zip(holes.Append(""), string.Concat))}/?$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private static string TypeOf(string parameter)
    {
        if (parameter.StartsWith("{**", StringComparison.Ordinal)) return ".*";
        if (parameter.Contains(":int", StringComparison.Ordinal) || parameter.Contains(":long", StringComparison.Ordinal)) return "[0-9]+";
        return Constraint().Match(parameter) is { Success: true } own ? own.Groups[1].Value.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : "[^/]+";
    }

    // Doubled braces belong to the parameter's own constraint.
    [GeneratedRegex(@"\{(?:\{\{|\}\}|[^{}])*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@":regex\(\^(.*)\$\)")]
    private static partial Regex Constraint();
}
