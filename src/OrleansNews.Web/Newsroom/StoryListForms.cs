using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Operations;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Lists what somebody may open, and begins stories.</summary>
internal sealed class StoryListForms(IClusterClient cluster, SiteFrames frames, StoryDesk desk, SectionChoices sections, KnownListings listings)
{
    private const int PageSize = 50;
    private const int LastPage = 10_000;

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var (frame, actor) = (await frames.GetAsync(), context.Staff());
        var (shown, question) = (StoryShelf.Read(context.Request.Query["show"]), StoryQuestion.Of(context.Request.Query));
        var stories = await desk.ReadAsync(actor);
        var model = new StoryListModel(frame, actor, shown, [.. StoryShelf.All.Where(shelf => shelf != StoryShelf.Published).Select(shelf => (shelf, stories.Count(story => shelf.Shows(story, actor))))])
        {
            Question = question, Sections = shown == StoryShelf.Published ? (await sections.OfferAsync(frame)).Sections : [],
        };
        var page = int.TryParse(context.Request.Query["page"], out var asked) ? Math.Clamp(asked, 1, LastPage) : 1;
        if (shown == StoryShelf.Published && question.Words.Length > 0) return await FindAsync(context, model, page);
        if (shown == StoryShelf.Published)
        {
            // One of the settings that no story was ever in has no listing; its shelf is empty.
            if (question.Section.Length > 0 && !await listings.MayExistAsync(ListingAddress.Category(question.Section))) return Page(model);
            var listed = await cluster.GetGrain<IListingGrain>(question.Section.Length > 0 ? ListingKeys.Category(question.Section) : ListingKeys.All).ReadAsync(new(page, PageSize));
            return Page(model with { Published = listed.Items, Page = page, Pages = PagesOf(listed.Total) });
        }

        var held = stories.Where(story => shown.Shows(story, actor) && question.Means(story)).OrderByDescending(story => story.SavedAt).ThenByDescending(story => story.Article.Value).ToList();
        return Page(model with { Stories = [.. held.Skip((page - 1) * PageSize).Take(PageSize)], Page = page, Pages = PagesOf(held.Count) });
    }

    // What readers see has a search of its own, over the whole text.
    private async Task<IResult> FindAsync(HttpContext context, StoryListModel model, int page)
    {
        switch (await cluster.GetGrain<ISearchGrain>(0).SearchAsync(model.Question.ToQuery(page, PageSize)))
        {
            case SearchFound found:
                return Page(model with { Published = [.. found.Hits.Select(StoryQuestion.RowOf)], Page = page, Pages = PagesOf(found.Total) });
            case SearchRefused:
                return Page(model);
            default:
                context.Response.SayRetryAfter();
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Only a number is taken: a story that nobody saves leaves nothing behind, and a second click is another number.
    public async Task<IResult> BeginAsync() => new SeeOther(NewsroomPaths.Story(new(await cluster.GetGrain<IAllocatorGrain>("articles").NextAsync(1))));

    private static int PagesOf(int total) => Math.Max(1, (total + PageSize - 1) / PageSize);

    private static PageResult<StoryListPage, StoryListModel> Page(StoryListModel model) => new(model, personal: true);
}
