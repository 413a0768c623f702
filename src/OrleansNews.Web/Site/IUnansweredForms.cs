namespace OrleansNews.Site;

/// <summary>Gives back what somebody typed while the cluster did not answer.</summary>
internal interface IUnansweredForms
{
    /// <summary>The answer while the cluster is silent: 503 with what was typed, to be sent again; null when there is nothing to keep.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">What it was for, which a fault takes off the request.</param>
    Task<IResult?> SendAgainAsync(HttpContext context, Endpoint? endpoint);
}
