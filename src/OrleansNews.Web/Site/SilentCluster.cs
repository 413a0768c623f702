namespace OrleansNews.Site;

/// <summary>The answer to whatever cannot be answered because the cluster does not: 503, when to come back, and what was typed where that can be kept.</summary>
internal sealed class SilentCluster(StatusAnswers answers, IUnansweredForms forms)
{
    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">What it was for, which a fault takes off the request.</param>
    public async Task AnswerAsync(HttpContext context, Endpoint? endpoint)
    {
        context.Response.SayRetryAfter();
        if (await forms.SendAgainAsync(context, endpoint) is { } again) await again.ExecuteAsync(context);
        else await answers.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
    }
}
