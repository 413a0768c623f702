using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Listings;
using OrleansNews.Live;
using OrleansNews.LiveStories;
using OrleansNews.Mail;
using OrleansNews.Media;
using OrleansNews.Moderation;
using OrleansNews.Newsroom;
using OrleansNews.Operations;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews;

/// <summary>Puts the newspaper's pages, live feed and API into a web application. The host brings the cluster client, sign-in and its policies.</summary>
public static class NewsWebExtensions
{
    /// <summary>Registers what the rooms of the front end need.</summary>
    public static IHostApplicationBuilder AddNewsWeb(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddKeyedSingleton(NewsClock.Key, TimeProvider.System);
        builder.Services.AddSite();
        builder.Services.AddStories();
        builder.Services.AddListings();
        builder.Services.AddComments();
        builder.Services.AddLive();
        builder.Services.AddLiveStories();
        builder.Services.AddModeration();
        builder.Services.AddMailLinks();
        builder.Services.AddSearch();
        builder.Services.AddMedia();
        builder.Services.AddNewsroom();
        builder.Services.AddOperationsPage();
        builder.Services.AddApiReference();
        return builder;
    }

    /// <summary>
    /// Adds the front end's middleware and endpoints. Call it first: headers, faults and empty answers of all that the host adds behind it, authentication and
    /// authorization included, then go through this middleware. Endpoints run behind all middleware, wherever they are mapped, so those of the front end too
    /// know who is signed in.
    /// </summary>
    public static WebApplication MapNewsWeb(this WebApplication app)
    {
        app.UseLive();
        app.UseSite();
        app.MapAssets();
        var pages = app.MapGroup("").WithTrailingSlash();
        pages.MapListings();
        pages.MapStoryFeeds();
        pages.MapCommentFeeds();
        app.MapSearch();
        app.MapSitemaps();
        app.MapWordPressFiles();
        app.MapComments();
        app.MapModerationDesk();
        app.MapGroup("/api").MapLive();
        app.MapGroup("/api").MapLiveStories();
        app.MapApiReference();
        app.MapOEmbed();
        app.MapMedia();
        app.MapMailLinks();
        app.MapOperationsPage();
        app.UseStories();
        return app;
    }
}
