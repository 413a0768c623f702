using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Requests with a session that could not be opened, or held against its account: nobody is staff for them. What staff write must not be taken for a stranger's.</summary>
internal static class UncheckedSessions
{
    // In the items of a request.
    private static readonly object Mark = new();

    /// <summary>Says that a request is one.</summary>
    public static void Add(HttpContext context) => context.Items[Mark] = true;

    /// <summary>Whether a request is one.</summary>
    public static bool Has(HttpContext context) => context.Items.ContainsKey(Mark);

    /// <summary>Answers such a request as the silent cluster does, before its endpoint takes who sent it for somebody else.</summary>
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!Has(context)) return await next(invocation);
        await context.RequestServices.GetRequiredService<SilentCluster>().AnswerAsync(context, context.GetEndpoint());
        return Results.Empty;
    }
}
