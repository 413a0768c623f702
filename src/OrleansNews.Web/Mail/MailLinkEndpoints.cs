using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>
/// The links of mails: one page that works without a script and without signing in. Whoever has the mail may follow them. A mail program ends mails with one request to the same
/// address (RFC 8058), which brings no cookies and says of no page where it comes from.
/// </summary>
internal static class MailLinkEndpoints
{
    public const string Path = "/mail";

    private const string Token = "t";
    private const int LongestToken = 100;
    private const long LargestBody = 4 * 1024;

    public static IServiceCollection AddMailLinks(this IServiceCollection services) => services.AddSingleton<MailLinkLimiter>();

    public static IEndpointRouteBuilder MapMailLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("").RequireSameOrigin().WithBodyLimit(LargestBody).AddEndpointFilter(AddressLimiter.FilterWritesAsync<MailLinkLimiter>);
        links.MapMethods(Path, PageRoutes.Methods, (Delegate)ShowAsync);
        links.MapPost(Path, (Delegate)FollowAsync);
        return routes;
    }

    /// <summary>The address of a link.</summary>
    public static string Of(string token) => $"{Path}?{Token}={token}";

    private static async Task<IResult> ShowAsync(HttpContext context, IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options) =>
        Page(new(await frames.GetAsync(), await ReadAsync(context, cluster, options.Value.Deadline), TokenOf(context), IsDone: false));

    private static async Task<IResult> FollowAsync(HttpContext context, IClusterClient cluster, BrowserIdentity browsers, SiteFrames frames, IOptions<ReadOptions> options)
    {
        var link = await ReadAsync(context, cluster, options.Value.Deadline);
        // Mail programs end mails, and confirm nothing.
        BrowserId? browser = link == MailLink.Confirm ? browsers.Recognise(context) : null;
        var done = link != MailLink.None && await cluster.GetGrain<IMailLinksGrain>(0).FollowAsync(new(TokenOf(context)) { Browser = browser }).WaitAsync(options.Value.WriteDeadline);
        return Page(new(await frames.GetAsync(), done ? link : MailLink.None, TokenOf(context), done));
    }

    private static Task<MailLink> ReadAsync(HttpContext context, IClusterClient cluster, TimeSpan deadline) => TokenOf(context) is { Length: > 0 } token
        ? cluster.GetGrain<IMailLinksGrain>(0).ReadAsync(new(token)).WaitAsync(deadline)
        : Task.FromResult(MailLink.None);

    private static string TokenOf(HttpContext context) => context.Request.Query[Token].ToString() is { Length: <= LongestToken } token ? token : "";

    private static PageResult<MailLinkPage, MailLinkModel> Page(MailLinkModel model) =>
        new(model, model.Link == MailLink.None ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, personal: true);
}
