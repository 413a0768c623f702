using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Media;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Markdown;

/// <summary>
/// Publishes Markdown files. Idempotent by slug and date: a file whose path a story already has updates that story, or leaves it alone when it says the same.
/// </summary>
/// <param name="grains">The cluster, or a client of it.</param>
/// <param name="time">The site's clock: the date of files that give none.</param>
public sealed class MarkdownImport(IGrainFactory grains, [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    // A colleague may change the same story meanwhile; after that many changes in a row the file fails and can be imported again.
    private const int MostAttempts = 3;

    /// <summary>
    /// Imports files one after the other and answers for each as soon as it is done, in the order given. A file that fails, be it for its text or because the
    /// store does not answer, does not keep the others back.
    /// </summary>
    /// <param name="files">The files' names, for messages, and their whole texts.</param>
    /// <param name="actor">Who publishes them: <see cref="Actor.System"/> for the operator of the data folder.</param>
    /// <param name="cancellation">Ends the import between two files.</param>
    public async IAsyncEnumerable<ImportOutcome> ImportAsync(
        IReadOnlyList<(string Name, string Text)> files, Actor actor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var imported = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return await ImportAsync(name, text, actor, imported);
        }
    }

    private async Task<ImportOutcome> ImportAsync(string name, string text, Actor actor, Dictionary<string, string> imported)
    {
        var reading = MarkdownStory.Read(name, text);
        ImmutableArray<string> warnings = [.. reading.Warnings.Select(warning => warning.ToString())];
        if (reading.Story is not { } story) return Failed(name, [.. reading.Errors.Select(error => error.ToString()), .. warnings]);
        try
        {
            var settings = (await grains.GetGrain<ISiteGrain>(0).GetAsync(0))!;
            var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
            var outcome = await ImportAsync(name, story, zone, settings, actor, imported);
            return outcome with { Messages = [.. outcome.Messages, .. warnings, .. await BlockedPicturesAsync(outcome, text)] };
        }
        catch (Exception fault)
        {
            return Failed(name, [$"{name}: the newspaper's store did not answer ({fault.Message}). Import the file again.", .. warnings]);
        }
    }

    private async Task<ImportOutcome> ImportAsync(string name, MarkdownStory story, TimeZoneInfo zone, SiteSettings settings, Actor actor, Dictionary<string, string> imported)
    {
        var slug = story.Content.Slug.Length > 0 ? story.Content.Slug : Slugs.From(story.Content.Title);
        if (slug.Length == 0) return Failed(name, [$"{name}: the title has neither letter nor digit. Add a line “slug: ...” to the front matter."]);
        var publishedAt = TimeZoneInfo.ConvertTime(story.Date?.In(zone) ?? time.GetUtcNow(), zone);
        var path = PathOf(story.Content, slug, publishedAt, settings, actor);
        if (!imported.TryAdd(path, name))
            return Failed(name, [$"{name}: {imported[path]} has the same slug and date ({path}). Give one of them another slug."]);

        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(() => ImportAsync(name, path, story, story.Date is null ? null : publishedAt, actor));
            if (outcome is not null) return outcome;
            if (attempt == MostAttempts) return Failed(name, [$"{name}: the story at {path} is being changed by somebody else. Import the file again."]);
        }
    }

    // Another activation of a grain was quicker, as happens while silos come and go: looked at again, the story is as that one left it.
    private static async Task<ImportOutcome?> TryAsync(Func<Task<ImportOutcome?>> importAsync)
    {
        try
        {
            return await importAsync();
        }
        catch (InconsistentStateException)
        {
            return null;
        }
    }

    // Where the story is when it was imported before. An address with a number in it says nothing of the file; the dated one may still lead to the story.
    private static string PathOf(ArticleContent content, string slug, DateTimeOffset publishedAt, SiteSettings settings, Actor actor)
    {
        var pattern = PermalinkPattern.Of(settings.Permalinks);
        if (pattern.HasId) return Permalinks.PathOf(publishedAt, slug);
        var author = content.Authors is [var first, ..] ? first.Slug : Slugs.From(actor.Name);
        return pattern.PathOf(default, slug, publishedAt, (content.Section ?? settings.DefaultSection).Path, author);
    }

    // Null: somebody else changed the story meanwhile.
    private async Task<ImportOutcome?> ImportAsync(string name, string path, MarkdownStory story, DateTimeOffset? publishedAt, Actor actor)
    {
        var target = await grains.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).FindAsync(path);
        var id = target?.Article.Value ?? await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1);
        var article = grains.GetGrain<IArticleGrain>(id);
        var known = target is null ? null : await article.GetForEditingAsync(actor);
        if (target is { Confirmed: true } && known is null) return Failed(name, [$"{name}: the story at {path} belongs to somebody else."]);

        // A story that moved keeps the address that its editors gave it.
        var content = await WithWordsOfPictureAsync(Kept(story, known?.Content), actor);
        if (target?.RedirectTo is not null) content = content with { Slug = known!.Content.Slug };
        if (known is not null)
        {
            if (known.Status == ArticleStatus.Withdrawn) return Failed(name, [$"{name}: the story at {known.Path} was withdrawn. Publish it again in the newsroom if it should come back."]);
            if (known is { HasDraft: true, Status: ArticleStatus.Published }) return Failed(name, [$"{name}: the story at {known.Path} has changes in the newsroom that are not published. Publish or discard them first."]);
            if (known is { HasDraft: false } && known.Content == content && (publishedAt is null || known.PublishedAt == publishedAt))
                return new(name, ImportStatus.Unchanged, known.Id, known.Path, []);
        }

        return await article.PublishAsync(new(content, known?.Version ?? 0, actor, publishedAt, "Imported")) switch
        {
            ArticleSaved saved => new(name, known is null ? ImportStatus.Created : ImportStatus.Updated, saved.Id, saved.Path, []),
            ArticleConflict => null,
            ArticleInvalid invalid => Failed(name, [.. invalid.Errors.Select(error => $"{name}: {error.Field}: {error.Message}")]),
            ArticleForbidden => Failed(name, [$"{name}: this account may not publish."]),
            var other => Failed(name, [$"{name}: the story could not be published ({other.GetType().Name})."]),
        };
    }

    private static ArticleContent Kept(MarkdownStory story, ArticleContent? known) => known is null ? story.Content : story.Content with
    {
        Live = story.SaysLive ? story.Content.Live : known.Live,
        LeadImage = story.SaysImage ? story.Content.LeadImage : known.LeadImage,
    };

    // What the library says of the picture, where the file says nothing.
    private async Task<ArticleContent> WithWordsOfPictureAsync(ArticleContent content, Actor actor)
    {
        if (content.LeadImage is not { AlternativeText: "", Caption: "", Credit: "" } lead || lead.Media.Value > await grains.GetGrain<IAllocatorGrain>("media").GetBoundAsync(0)) return content;
        return await grains.GetGrain<IMediaGrain>(lead.Media.Value).GetAsync(actor) is { Details: var details }
            ? content with { LeadImage = lead with { AlternativeText = details.AlternativeText, Caption = details.Caption, Credit = details.Credit } }
            : content;
    }

    // Asked of what was published: it holds the addresses that pages will have, however the file writes them.
    private async Task<IEnumerable<string>> BlockedPicturesAsync(ImportOutcome outcome, string text)
    {
        if (outcome is not { Status: not ImportStatus.Failed, Article: { } article } || !text.Contains("http://", StringComparison.OrdinalIgnoreCase)) return [];
        var published = await grains.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0);
        return PlainHttpPictures.Find(published?.Html ?? "").Select(address =>
            new MarkdownProblem(outcome.Name, PlainHttpPictures.LineOf(address, text), $"“{address}” will not be shown: pages load pictures over https:// alone. Change the address.").ToString());
    }

    private static ImportOutcome Failed(string name, ImmutableArray<string> messages) => new(name, ImportStatus.Failed, null, "", messages);
}
