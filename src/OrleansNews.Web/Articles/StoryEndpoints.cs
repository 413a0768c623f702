using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.LiveStories;
using OrleansNews.Search;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;
using StoryPageResult = OrleansNews.Site.PageResult<OrleansNews.Articles.StoryPage, OrleansNews.Articles.StoryModel>;

namespace OrleansNews.Articles;

/// <summary>Stories at their permalinks, with the pages and the feed of their comments.</summary>
internal static class StoryEndpoints
{
    public static IServiceCollection AddStories(this IServiceCollection services) => services.AddSingleton<StoryReader>().AddSingleton<NeighbourReader>().AddSingleton<StoryPages>().AddSingleton<CorrectionPages>().AddSingleton<ViewLimiter>().AddSingleton<IWarmPages, WarmStories>();

    /// <summary>
    /// Answers what no endpoint does: the settings say what addresses stories have, so no fixed route can. An endpoint for everything would also take the requests
    /// that are made with a wrong method, and so cannot be one.
    /// </summary>
    public static IApplicationBuilder UseStories(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead || context.GetEndpoint() is not null) await next(context);
        else await (await GetAsync(StoryRequest.Of(context))).ExecuteAsync(context);
    });

    private static async Task<IResult> GetAsync(StoryRequest request)
    {
        var services = request.Context.RequestServices;
        var (stories, pages) = (services.GetRequiredService<StoryReader>(), services.GetRequiredService<StoryPages>());
        var requested = request.Context.Request.Path.Value!;
        var (settings, askedAt) = await services.GetRequiredService<SiteFrames>().ReadSettingsOrLastKnownAsync();
        // Started without the cluster, nobody knows what addresses stories have; those on the disk are some.
        if (askedAt == 0 && await services.GetRequiredService<PageCopies>().FindVersionAsync(requested) is not null) return new SharedPageResult(requested, pages.At(requested, 0));
        if (StoryAddress.Of(requested, settings) is not { } address)
        {
            // "Not found" would make search engines forget what may well be a story.
            return askedAt == 0 ? throw new TimeoutException("The cluster has not said yet what addresses stories have.") : TypedResults.NotFound();
        }

        if (requested != address.Canonical)
        {
            return await stories.FindAsync(address.Path) is { } target ? Moved(target.RedirectTo ?? address.Path, address, request) : TypedResults.NotFound();
        }

        if (address.IsChanges) return await services.GetRequiredService<CorrectionPages>().ShowAsync(address.Path);
        if (address.IsLive) return Live(address, pages, services);
        if (address.Feed is { } format)
        {
            var feeds = services.GetRequiredService<CommentFeeds>();
            return new SharedDocumentResult(address.Canonical, asked => FeedOf(address, format, pages, async story => await feeds.ReadAsync(story, format, asked)));
        }

        // A token that nobody signed asks for nothing: its bearer gets the page that everybody gets.
        var question = request.ToConversationRequest(address.Page, services.GetRequiredService<SignedTokens<PreviewToken>>().Read(request.Preview), services.GetRequiredService<SignedTokens<WrittenToken>>().Read(request.Written));
        if (question.IsPlain && await FindSharedAsync(question, address, pages, services) is { } shared) return shared;
        if (services.GetRequiredService<ViewLimiter>().TryPass(request.Context)) return await AnswerAsync(request, question, address.Path, pages);
        AddressLimiter.SayWhen(request.Context.Response);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    // Everybody's page, unless it lacks what its reader wrote: by its next check it has that too, so the same proof sent a thousand times makes a page or two.
    private static async Task<IResult?> FindSharedAsync(ConversationRequest question, StoryAddress address, StoryPages pages, IServiceProvider services)
    {
        var source = pages.At(address.Path, question.Page);
        var shared = new SharedPageResult(address.Canonical, source);
        if (question.AtLeast is not { } written) return shared;
        // What was written may begin a page that was none a second ago: nobody is to remember that it is missing.
        if (!services.GetRequiredService<ConversationExtents>().MayReach(address.Path, question.Page)) return null;
        var (answer, served) = await services.GetRequiredService<PageCache>().GetAsync(address.Canonical, source);
        if (answer is PageMissing { Status: StatusCodes.Status404NotFound } && question.Page > 1) return null;
        if (answer is not PageEdition edition || served is not { Page: { } page } present || page.Article != question.Of) return shared;
        return present.Age is null && edition.Position.HasReached(written) ? new WriterPageResult(present.Finished) : null;
    }

    private static IResult Live(StoryAddress address, StoryPages pages, IServiceProvider services)
    {
        if (address.Feed is { } format)
        {
            var feeds = services.GetRequiredService<LiveEntryFeeds>();
            return new SharedDocumentResult(address.Canonical, asked => FeedOf(address, format, pages, story => feeds.ReadAsync(story, format, asked)));
        }

        var live = services.GetRequiredService<LivePages>();
        return new SharedPageResult(address.Canonical, address.OldestFirst is { } order ? live.Beyond(order, address.Entry, FindAsync) : live.Entry(address.Entry, FindAsync));

        Task<(PublishedArticle?, PageAnswer?)> FindAsync() => pages.FindAsync(address.Path, 0);
    }

    private static DocumentSource FeedOf(StoryAddress address, FeedFormat format, StoryPages pages, Func<PublishedArticle, Task<Feed?>> readAsync) => new(async (source, known) =>
    {
        var (story, otherwise) = await pages.FindAsync(address.Path, 0);
        source.Article = story?.Id;
        if (story is null) return otherwise is PageMoved moved ? new PageMoved(Urls.Encode(Uri.UnescapeDataString(moved.Location) + address.Canonical[address.Path.Length..])) : otherwise!;
        return await readAsync(story) is { } feed ? FeedDocument.Edition(feed, format, known) : new PageMissing(StatusCodes.Status404NotFound);
    });

    private static async Task<IResult> AnswerAsync(StoryRequest request, ConversationRequest question, string path, StoryPages pages)
    {
        var services = request.Context.RequestServices;
        var (story, otherwise) = await pages.FindAsync(path, question.Page);
        if (otherwise is PageMoved moved) return TypedResults.LocalRedirect(moved.Location + request.Context.Request.QueryString, permanent: true);
        if (story is null) return TypedResults.StatusCode(((PageMissing)otherwise!).Status);
        if (question.Of != story.Id) question = question with { AtLeast = null };
        var frame = await services.GetRequiredService<SiteFrames>().GetAsync();
        var conversation = await services.GetRequiredService<ConversationReader>().ReadAsync(story, frame, question);
        return conversation is null
            ? TypedResults.NotFound()
            : new StoryPageResult(new StoryModel(frame, story, conversation, await services.GetRequiredService<NeighbourReader>().ReadAsync(story, frame.ListingVersion))
            {
                Related = await services.GetRequiredService<RelatedReader>().ReadAsync(story, frame.ListingVersion),
            }.WithLive(await services.GetRequiredService<LiveEntryReader>().ReadAsync(story)), personal: question.Preview is not null || question.AtLeast is not null);
    }

    private static RedirectHttpResult Moved(string path, StoryAddress address, StoryRequest request) =>
        TypedResults.LocalRedirect(Urls.Encode(path + address.Canonical[address.Path.Length..]) + request.Context.Request.QueryString, permanent: true);
}
