using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace OrleansNews.Site;

public sealed partial class HostEndpointTests(HostFactory host) : IClassFixture<HostFactory>
{
    private const string ApiReference = "/api/";

    [Fact]
    public async Task Anonymous_EveryRouteThatIsNotPublic_IsRefused()
    {
        using var reader = host.CreateReader();
        var open = new List<string>();
        foreach (var (method, pattern) in Routes().Where(route => !PublicRoutes.All.Contains(Name(route))))
        {
            using var response = await SendAsync(reader, method, pattern);
            if (!await IsRefusalAsync(response)) open.Add($"{Name((method, pattern))}: {(int)response.StatusCode}");
        }

        Assert.True(open.Count == 0, "Require an authorisation for these routes, or list them in PublicRoutes:\n" + string.Join('\n', open));
    }

    [Fact]
    public void PublicRoutes_AreAllThere() => Assert.Empty(PublicRoutes.All.Except(Routes().Select(Name)));

    [Fact]
    public void Dashboard_IsAmongTheRoutesThatAreNotPublic()
    {
        var closed = Routes().Select(Name).Except(PublicRoutes.All).ToList();

        Assert.Contains(closed, route => route.Contains("/dashboard", StringComparison.Ordinal));
        Assert.Contains("PUT /api/comments/{id:long}/status", closed);
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/index.html")]
    [InlineData("/dashboard/index.min.js")]
    [InlineData("/dashboard/ClusterStats")]
    [InlineData("/DASHBOARD/clusterstats")]
    [InlineData("/%64ashboard/version")]
    [InlineData("/dashboard/GrainState?grainId=0&grainType=OrleansNews.Accounts.StaffGrain")]
    [InlineData("/dashboard/no/such/thing")]
    public async Task Dashboard_AnyAddress_GivesAnonymousNoContent(string address)
    {
        using var reader = host.CreateReader();
        using var response = await reader.GetAsync(address);

        if (response.StatusCode == HttpStatusCode.NotFound) Assert.Contains("There is nothing at this address", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        else Assert.True(await IsRefusalAsync(response), $"{response.StatusCode}");
    }

    [Fact]
    public async Task EveryRoute_AskedWithAMethodThatItLacks_IsNotAllowed()
    {
        using var reader = host.CreateReader();
        foreach (var pattern in Routes().Where(route => PublicRoutes.All.Contains(Name(route))).Select(route => route.Pattern).Distinct())
        {
            using var response = await SendAsync(reader, "DELETE", pattern);

            Assert.True(response.StatusCode == HttpStatusCode.MethodNotAllowed, $"{pattern}: {response.StatusCode}");
            Assert.NotEmpty(response.Content.Headers.Allow);
            Assert.DoesNotContain("DELETE", response.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task PublicAnswers_OfEveryRoute_BearTheSecurityHeaders()
    {
        using var reader = host.CreateReader();
        foreach (var (method, pattern) in Routes().Where(route => route.Method == "GET" && PublicRoutes.All.Contains(Name(route))).Append(("GET", "/no-such-page/")))
        {
            using var response = await SendAsync(reader, method, pattern);

            Assert.True((int)response.StatusCode < 500, $"{pattern}: {response.StatusCode}");
            foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options" })
                Assert.True(response.Headers.Contains(header), $"{pattern} lacks {header}");
            // The API's reference brings its styles and its one script inside the page, and shows nothing that a reader wrote.
            if (pattern == ApiReference) continue;
            Assert.True(!string.Concat(response.Headers.GetValues("Content-Security-Policy")).Contains("unsafe", StringComparison.Ordinal), $"{pattern} allows unsafe scripts or styles");
        }
    }

    [Theory]
    [InlineData("GET", "/api/comments/4711", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/articles/4711/comments", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/articles/4711/comments", "{ not JSON", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/no/such/thing", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nope", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/nope", "{}", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/comments/counts", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/comments/1/status", "{}", HttpStatusCode.Unauthorized)]
    public async Task Api_Error_IsAProblemDocument(string method, string path, string? body, HttpStatusCode expected)
    {
        using var reader = host.CreateReader();
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await reader.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommentForm_Get_IsNotAllowedAndNamesPost()
    {
        using var reader = host.CreateReader();
        using var response = await reader.GetAsync("/comments");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task OperatorsAddress_OnThePublicPort_IsUnknown(string path)
    {
        using var reader = host.CreateReader();
        using var response = await reader.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task UnknownPath_IsAPageThatSaysSo()
    {
        using var reader = host.CreateReader();
        using var response = await reader.GetAsync("/no-such-page/");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1", page, StringComparison.Ordinal);
    }

    private static string Name((string Method, string Pattern) route) => $"{route.Method} {route.Pattern}";

    // Sent away, or told no, in the words of the house and nothing else.
    private static async Task<bool> IsRefusalAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.StatusCode switch
        {
            HttpStatusCode.Redirect => response.Headers.Location?.OriginalString.StartsWith("/login?", StringComparison.Ordinal) is true && text.Length == 0,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => response.Content.Headers.ContentType?.MediaType == "application/problem+json",
            _ => false,
        };
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient reader, string method, string pattern)
    {
        using var request = new HttpRequestMessage(new(method), Parameter().Replace(pattern, "1"));
        return await reader.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private IEnumerable<(string Method, string Pattern)> Routes() => host.Endpoints
        .SelectMany(endpoint => Methods(endpoint).Select(method => (method, "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))))
        .Distinct();

    // An endpoint that names no method answers to all.
    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods : ["GET", "POST"];

    // Doubled braces belong to the parameter's own constraint.
    [GeneratedRegex(@"\{(?:\{\{|\}\}|[^{}])*\}")]
    private static partial Regex Parameter();
}
