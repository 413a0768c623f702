using OrleansNews.Layout;
using OrleansNews.Site;
using SearchPageResult = OrleansNews.Site.PageResult<OrleansNews.Search.SearchPage, OrleansNews.Search.SearchModel>;

namespace OrleansNews.Search;

/// <summary>Answers searches with pages. They are made for each request and kept by nobody: there are as many as there are words.</summary>
internal sealed class SearchPages(IClusterClient cluster, SiteFrames frames, SearchLimiter limiter, IOptions<ReadOptions> options)
{
    private const int MostOnAPage = 50;

    /// <summary>Page <paramref name="page"/> of what the address of the request looks for.</summary>
    public async Task<IResult> GetAsync(int page, HttpContext context)
    {
        var question = SearchQuestion.Of(context.Request.Query);
        if (!question.IsEmpty && !limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var frame = await frames.GetAsync();
        if (question.IsEmpty) return page == 1 ? new SearchPageResult(new() { Frame = frame, Question = question }) : TypedResults.NotFound();
        var size = Math.Clamp(frame.Settings.StoriesPerPage, 1, MostOnAPage);
        switch (await FindAsync(question.ToQuery(frame.Dates, page, size)))
        {
            case SearchFound found:
                var pages = Math.Max(1, (found.Total + size - 1) / size);
                return page > pages ? TypedResults.NotFound() : new SearchPageResult(new() { Frame = frame, Question = question, Found = found, Page = page, Pages = pages });
            case SearchRefused refused:
                return new SearchPageResult(new() { Frame = frame, Question = question, Problem = SentenceFor(refused.Reason, frame.Texts) }, StatusCodes.Status400BadRequest);
            default:
                context.Response.SayRetryAfter();
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Asks the cluster.</summary>
    public Task<SearchAnswer> FindAsync(SearchQuery query) =>
        // What is too long to be answered is too long to be sent.
        query.Words.Length > SearchQuery.MaxLength
            ? Task.FromResult<SearchAnswer>(new SearchRefused(SearchRefusal.TooLong))
            : cluster.GetGrain<ISearchGrain>(0).SearchAsync(query).WaitAsync(options.Value.Deadline);

    /// <summary>A refusal in words.</summary>
    public static string SentenceFor(SearchRefusal reason, SiteTexts texts) =>
        reason == SearchRefusal.TooLong ? texts.SearchTooLong(SearchQuery.MaxLength) : texts.SearchTooManyWords(SearchQuery.MaxWords);
}
