using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Moderation;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>
/// What the intake must know about every comment's site and story, a second old at most, and its day, five minutes. One for the silo: with one for each activation, comments on many stories would
/// each ask two grains, half of them on another silo.
/// </summary>
internal sealed class IntakeMemory(IGrainFactory grains, [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    private const int Stories = 2_048;

    private static readonly TimeSpan _age = TimeSpan.FromSeconds(1);

    private readonly Recent<long, SiteSettings> _settings = new(time, _age, 1);
    private readonly Recent<ArticleId, PublishedArticle?> _articles = new(time, _age, Stories);
    private readonly Recent<ArticleId, StoryModeration> _modes = new(time, _age, Stories);
    private readonly Recent<DateOnly, DayKey> _dayKeys = new(time, TimeSpan.FromMinutes(5), 2);

    /// <summary>The settings of the site.</summary>
    public ValueTask<SiteSettings> SettingsAsync() => _settings.GetAsync(0, async (site, known) =>
        await grains.GetGrain<ISiteGrain>(site).GetAsync(known?.Version ?? 0) ?? known ?? throw new InvalidOperationException("The site has no settings."));

    /// <summary>A story without its body, which comes with the first answer alone; null when it was never published.</summary>
    public ValueTask<PublishedArticle?> ArticleAsync(ArticleId id) => !id.IsValid
        ? new((PublishedArticle?)null)
        : _articles.GetAsync(id, async (article, known) =>
            await grains.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(known?.Revision ?? 0) is { } published ? published with { Html = "" } : null);

    /// <summary>Which comments on a story wait for a moderator; <see cref="StoryModeration.Site"/> where nobody decided it for this story.</summary>
    public ValueTask<StoryModeration> ModeAsync(ArticleId id) =>
        _modes.GetAsync(id, (article, _) => grains.GetGrain<IStoryModerationGrain>(article.Value).GetAsync(StoryModeration.Site));

    /// <summary>The key that seals where the comments of a day came from.</summary>
    public ValueTask<DayKey> DayKeyAsync(DateOnly day) => _dayKeys.GetAsync(day, (asked, _) => grains.GetGrain<IDayKeysGrain>(0).GetKeyAsync(asked));
}
