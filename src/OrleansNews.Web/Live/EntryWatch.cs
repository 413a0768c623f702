using OrleansNews.Articles;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// The entries of a live story as a state. A change says after which version it is; a page that has an older one, because a frame did not reach it or it was away, asks for what it
/// lacks, so nothing is lost whatever becomes of a frame. The greeting is the version alone.
/// </summary>
internal sealed class EntryWatch(RelayContext context, ThreadFeed feed)
{
    private long? _version;
    private LiveFrame? _change;
    private long? _checkedAt;

    /// <summary>Looks whether entries have changed.</summary>
    public async Task CheckAsync(PublishedArticle story)
    {
        if (story is not { Status: ArticleStatus.Published, Live: not LiveOrder.None })
        {
            // What still waits for a slow reader must not outlive its story.
            if (_version is { } known) _change?.Exchange(Frame(new(known)));
            return;
        }

        if (_checkedAt is { } at && context.Time.GetElapsedTime(at) < context.Live.Poll) return;
        var asked = context.Time.GetTimestamp();
        var version = await context.Renderer.ReadEntryVersionAsync(story);
        _checkedAt = asked;
        // A lower one comes from an activation that is behind.
        if (version <= _version) return;
        var update = _version is { } before ? await RenderAsync(story, before) : null;
        var greeting = Frame(new(update?.Version ?? version));
        var change = update is null ? greeting : Frame(update);
        // Nor must it outlive a correction or withdrawal: whoever gets the version in its place asks.
        _change?.Exchange(greeting);
        _change = change;
        await feed.SetStateAsync("entries", greeting, change);
        _version = update?.Version ?? version;
    }

    // Null: an entry cannot be shown. Told of a version without entries, browsers ask.
    private async Task<LiveStoryUpdate?> RenderAsync(PublishedArticle story, long after)
    {
        try
        {
            return await context.Renderer.ReadEntriesAsync(story, after);
        }
        catch (Exception fault) when (!ClusterFaults.IsUnavailable(fault))
        {
            RelayLog.StoryNotRendered(context.Log, fault, story.Id);
            return null;
        }
    }

    private static LiveFrame Frame(LiveStoryUpdate state) => EventStream.State("entries", state, LiveJson.Compact.LiveStoryUpdate);
}
