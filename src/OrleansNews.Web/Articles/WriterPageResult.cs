using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>Answers who has just written with the page that everybody gets, which has what they wrote. Their address says that they did, so nobody keeps it.</summary>
internal sealed class WriterPageResult(FinishedPage page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => PageResponder.WriteForOneAsync(httpContext, page);
}
