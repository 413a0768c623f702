using System.Collections.Immutable;
using OrleansNews.Accounts;
using Orleans.Concurrency;

namespace OrleansNews.LiveStories;

/// <summary>
/// The entries of one live story. Key: the <see cref="ArticleId"/>. What readers see of it follows the story: while that is not published, or is no live story, it has
/// no entries for anybody but its writers.
/// </summary>
[Alias("news.live-story")]
public interface ILiveStoryGrain : IGrainWithIntegerKey
{
    /// <summary>Adds an entry, once for each <see cref="AddLiveEntry.Submission"/>. Durable on return.</summary>
    [Alias("add")]
    Task<LiveEntryResult> AddAsync(AddLiveEntry command);

    /// <summary>Corrects an entry. Readers see that it was; the text before stays for its writers.</summary>
    [Alias("correct")]
    Task<LiveEntryResult> CorrectAsync(CorrectLiveEntry command);

    /// <summary>Takes an entry back, for good: its address answers 410.</summary>
    [Alias("withdraw")]
    Task<LiveEntryResult> WithdrawAsync(WithdrawLiveEntry command);

    /// <summary>Puts an entry above all others, or back in its place.</summary>
    [Alias("pin")]
    Task<LiveEntryResult> PinAsync(PinLiveEntry command);

    /// <summary>Says that the coverage has ended, or goes on. One that has ended takes no entries.</summary>
    [Alias("end")]
    Task<LiveEntryResult> EndAsync(EndLiveStory command);

    /// <summary>Counts what readers may have seen change; 0 before the first entry. Only grows.</summary>
    [ReadOnly, Alias("get-version")]
    Task<long> GetVersionAsync();

    /// <summary>Entries as readers see them; null while they see none of this story.</summary>
    [ReadOnly, Alias("read")]
    Task<LiveEntries?> ReadAsync(LiveEntriesQuery query);

    /// <summary>One entry as readers see it, and its neighbours; null when there was never one of this number, or readers see none of this story.</summary>
    [ReadOnly, Alias("find")]
    Task<FoundLiveEntry?> FindAsync(long number);

    /// <summary>The entries that changed after a version, as they are now; null while readers see none of this story.</summary>
    [ReadOnly, Alias("get-changes")]
    Task<LiveStoryChanges?> GetChangesAsync(long after);

    /// <summary>Entries as their writers see them, the newest first, withdrawn ones too, at most 100 before <paramref name="before"/> (0: from the newest). Null when the actor may not see them.</summary>
    [ReadOnly, Alias("get-for-editing")]
    Task<EditableLiveStory?> GetForEditingAsync(long before, int take, Actor actor);

    /// <summary>One entry with its newest 50 revisions, the newest first; null when there is none or the actor may not see it.</summary>
    [ReadOnly, Alias("get-revisions")]
    Task<ImmutableArray<LiveEntryRevision>?> GetRevisionsAsync(long number, Actor actor);
}
