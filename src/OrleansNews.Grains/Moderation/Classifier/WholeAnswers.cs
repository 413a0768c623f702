namespace OrleansNews.Moderation;

/// <summary>
/// Reads the whole answer of the classifier where the time limit and the circuit breaker are: the client itself would read it behind them, and wait on for one that begins and does not end.
/// </summary>
internal sealed class WholeAnswers(long largest) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
