using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The table of roles against the endpoints of the whole host: each that is not public has a policy of the table, which lets in the roles of the table.</summary>
public sealed class RoleEndpointTests(HostFactory host) : IClassFixture<HostFactory>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_LetInTheRolesOfTheTable_AndNobodyElse()
    {
        var wrong = new List<string>();
        var asked = new HashSet<Permission>();
        foreach (var endpoint in host.Endpoints.Where(IsClosed))
        {
            if (PermissionOf(endpoint) is not { } permission)
            {
                wrong.Add($"{endpoint.DisplayName}: no policy of the table");
                continue;
            }

            asked.Add(permission);
            foreach (var role in Enum.GetValues<Role>())
            {
                if (await LetsInAsync(endpoint, role) != role.Allows(permission)) wrong.Add($"{endpoint.DisplayName}: {role}");
            }
        }

        Assert.Empty(wrong);
        Assert.Superset(new HashSet<Permission> { Permission.KeepProfile, Permission.ManageAccounts, Permission.ManageSite, Permission.ManageSections, Permission.ModerateComments, Permission.Operate, Permission.UseMedia, Permission.WriteStories, Permission.PublishOwnStories }, asked);
    }

    /// <summary>What each address asks for is written down: a new one, or one that asks for less than before, is a decision.</summary>
    [Fact]
    public void Endpoints_AskForWhatIsWrittenDown()
    {
        var found = host.Endpoints.Where(IsClosed).SelectMany(endpoint => MethodsOf(endpoint).Select(method => (Route: RouteOf(method, endpoint), Permission: PermissionOf(endpoint))))
            .Where(asked => !PublicRoutes.All.Contains(asked.Route)).Distinct().Select(asked => $"{asked.Route}: {asked.Permission}").Order(StringComparer.Ordinal);

        Assert.Equal(StaffRoutes.All.Select(route => $"{route.Key}: {route.Value}").Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task Permissions_AreEachAPolicy()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            foreach (var role in Enum.GetValues<Role>()) Assert.Equal(role.Allows(permission), await LetsInAsync(PermissionPolicies.Of(permission), role));
        }
    }

    /// <summary>The checker itself: an endpoint that says nothing, or something that the table does not know, is found out.</summary>
    [Fact]
    public void PermissionOf_AnEndpointWithoutAPolicy_IsNone()
    {
        Assert.Null(PermissionOf(EndpointWith()));
        Assert.Null(PermissionOf(EndpointWith(new AuthorizeAttribute())));
        Assert.Null(PermissionOf(EndpointWith(new AuthorizeAttribute("permission:Whatever"))));
        Assert.Null(PermissionOf(EndpointWith(new AuthorizeAttribute(PermissionPolicies.ModerateComments), new AllowAnonymousAttribute())));
        Assert.Equal(Permission.ModerateComments, PermissionOf(EndpointWith(new AuthorizeAttribute(PermissionPolicies.ModerateComments))));
    }

    [Theory]
    [InlineData(Role.Subscriber)]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Author)]
    [InlineData(Role.Editor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Operator)]
    public async Task Pages_OverHttp_FollowTheTable(Role role)
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith", role);
        var browser = await site.SignedInAsync("edith");

        foreach (var (path, permission) in new[] { ("/newsroom/profile", Permission.KeepProfile), ("/newsroom/media", Permission.UseMedia), ("/newsroom/operations", Permission.Operate), ("/newsroom/staff", Permission.ManageAccounts), ("/newsroom/staff/edith", Permission.ManageAccounts), ("/newsroom/stories", Permission.WriteStories), ("/newsroom/settings", Permission.ManageSite), ("/newsroom/settings/permalinks", Permission.ManageSite), ("/newsroom/settings/sections", Permission.ManageSections) })
            Assert.Equal(role.Allows(permission) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await browser.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(
            role.Allows(Permission.ManageAccounts) ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden,
            (await SignInSite.SendAsync(browser, "/newsroom/staff/edith/sign-out")).Status);
    }

    /// <summary>What changes something, asked for over HTTP by somebody of each role, of stories, pictures, comments and colleagues that there are.</summary>
    [Fact]
    public async Task Requests_ThatChangeSomething_AreTakenFromTheRolesOfTheTable_AndNobodyElse()
    {
        var grains = host.Services.GetRequiredService<IClusterClient>();
        var hash = await host.Services.GetRequiredService<PasswordHashing>().HashAsync(SignInSite.Password);
        Assert.Equal(CreateAccountResult.Created, await grains.GetGrain<IStaffGrain>(0).CreateAsync(new("colleague", "Cora", "cora@example.org", Role.Contributor, hash), Actor.System));
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var login = $"r{role}".ToLowerInvariant();
            Assert.Equal(CreateAccountResult.Created, await grains.GetGrain<IStaffGrain>(0).CreateAsync(new(login, "Ann", $"{login}@example.org", role, hash), Actor.System));
            using var browser = host.CreateBrowser();
            Assert.Equal(HttpStatusCode.Redirect, (await SignInSite.LogInAsync(browser, login, SignInSite.Password)).StatusCode);
            var requests = new RoleRequests(grains, login);
            foreach (var (route, permission) in StaffRoutes.All.Where(route => !route.Key.StartsWith("GET ", StringComparison.Ordinal)))
            {
                var may = role.Allows(permission);
                using var request = await requests.AskAsync(route, isFresh: may);
                using var answer = await browser.SendAsync(request, Cancel);
                var isRight = may ? IsTaken(route, answer.StatusCode) : answer.StatusCode == HttpStatusCode.Forbidden;
                if (!isRight) wrong.Add($"{role} {route}: {answer.StatusCode}");
            }
        }

        using var nobody = host.CreateReader();
        var unknown = new RoleRequests(grains, "rauthor");
        foreach (var (route, _) in StaffRoutes.All)
        {
            using var request = await unknown.AskAsync(route, isFresh: false);
            using var answer = await nobody.SendAsync(request, Cancel);
            if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.Unauthorized)) wrong.Add($"nobody {route}: {answer.StatusCode}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // What has all that it needs is done; of the others the body may lack something, but nothing is not found and no fault comes of it. The dashboard has no page that takes anything.
    private static bool IsTaken(string route, HttpStatusCode status) => RoleRequests.MustSucceed(route)
        ? (int)status < 400
        : (int)status < 500 && status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) && (status != HttpStatusCode.NotFound || route.Contains("/dashboard/", StringComparison.Ordinal));

    private static bool IsClosed(RouteEndpoint endpoint) => MethodsOf(endpoint).Any(method => !PublicRoutes.All.Contains(RouteOf(method, endpoint)));

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET", "POST"];

    private static string RouteOf(string method, RouteEndpoint endpoint) => $"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    private static Permission? PermissionOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return null;
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).Distinct().ToList();
        var known = Enum.GetValues<Permission>().Where(permission => policies.Contains(PermissionPolicies.Of(permission))).ToList();
        return known.Count > 0 ? known[^1] : null;
    }

    private async Task<bool> LetsInAsync(RouteEndpoint endpoint, Role role)
    {
        foreach (var policy in endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>())
        {
            if (!await LetsInAsync(policy, role)) return false;
        }

        return true;
    }

    private async Task<bool> LetsInAsync(string policy, Role role)
    {
        var person = NewsPrincipal.Of(new("edith", "Edith", role), AccountSchemes.Cookie, "stamp");
        return (await host.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(person, null, policy)).Succeeded;
    }

    private static RouteEndpoint EndpointWith(params object[] metadata) =>
        new(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/x"), 0, new EndpointMetadataCollection(metadata), "x");
}
