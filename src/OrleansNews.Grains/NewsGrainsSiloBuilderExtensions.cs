using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Listings;
using OrleansNews.LiveStories;
using OrleansNews.Logs;
using OrleansNews.Mail;
using OrleansNews.Moderation;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews;

/// <summary>Puts the grains of a newspaper into a silo. The host adds storage and clustering.</summary>
public static class NewsGrainsSiloBuilderExtensions
{
    /// <summary>Registers what the grains of every room need, one call a room.</summary>
    public static ISiloBuilder AddNewsGrains(this ISiloBuilder silo)
    {
        silo.Services.TryAddKeyedSingleton(NewsClock.Key, TimeProvider.System);
        return silo
            .AddAccounts()
            .AddArticles()
            .AddComments()
            .AddCommentThreads()
            .AddListings()
            .AddLiveStories()
            .AddLogs()
            .AddMail()
            .AddModeration()
            .AddOperations()
            .AddSite();
    }
}
