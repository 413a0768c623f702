using Orleans.Storage;

namespace OrleansNews.Articles;

/// <summary>The texts of one story: stored objects that its head names. The revision that readers see is kept in memory, and no other.</summary>
internal sealed class ArticleTexts(IGrainContext grain, IGrainStorage storage)
{
    private readonly StoredObjects<ArticleDraftState> _drafts = new(storage, "article-draft");
    private readonly StoredObjects<ArticleRevisionState> _revisions = new(storage, "article-revision");

    private readonly StoredObjects<ArticleNoteState> _notes = new(storage, "article-note");

    private string? _shownName;
    private Task<ArticleRevisionState>? _shown;

    public Task<string> AddDraftAsync(ArticleContent content) => _drafts.AddAsync(new() { Text = ArticleTextRecord.From(content) });

    public async Task<ArticleContent> GetDraftAsync(string name) => (await _drafts.FindAsync(name) ?? throw Missing(name)).Text.ToContent();

    public Task DeleteDraftAsync(string name) => _drafts.DeleteAsync(name);

    public Task<string> AddRevisionAsync(ArticleRevisionState revision) => _revisions.AddAsync(revision);

    /// <summary>A revision as it was written, be it one that readers do not see.</summary>
    public async Task<ArticleContent> GetRevisionAsync(string name) => (await ReadAsync(name)).Text.ToContent();

    public Task<string> AddNoteAsync(ArticleNoteState note) => _notes.AddAsync(note);

    /// <summary>Whether a note of this name hangs on the story.</summary>
    public async Task<bool> HasNoteAsync(string name, long story) => StoredNames.MayBe(name) && (await _notes.FindAsync(name))?.Story == story;

    /// <summary>The newest notes from one on, oldest first.</summary>
    public async Task<IReadOnlyList<ArticleNoteState>> ReadNotesAsync(string? newest, int most)
    {
        var notes = new List<ArticleNoteState>();
        for (var name = newest; name is not null && notes.Count < most; name = notes[^1].Before) notes.Add(await _notes.FindAsync(name) ?? throw Missing(name));
        notes.Reverse();
        return notes;
    }

    /// <summary>Deletes notes from the newest on, the oldest first, so that one which is left after a failure leads to those that are left before it. Idempotent.</summary>
    public async Task DeleteNotesAsync(string? newest)
    {
        var names = new Stack<string>();
        for (var name = newest; name is not null; name = (await _notes.FindAsync(name))?.Before) names.Push(name);
        foreach (var name in names) await _notes.DeleteAsync(name);
    }

    /// <summary>Keeps the revision that was just committed, so that its first reader waits for nothing.</summary>
    public void Show(string name, ArticleRevisionState revision) => (_shownName, _shown) = (name, Task.FromResult(revision));

    /// <summary>The revision that readers see; readers who ask for it at the same time share one read.</summary>
    public Task<ArticleRevisionState> GetShownAsync(string name)
    {
        if (_shownName != name || _shown is null or { IsFaulted: true } or { IsCanceled: true }) (_shownName, _shown) = (name, ReadAsync(name));
        return _shown;
    }

    /// <summary>A stored revision, be it one that readers do not see.</summary>
    public async Task<ArticleRevisionState> ReadAsync(string name) => await _revisions.FindAsync(name) ?? throw Missing(name);

    // The head may be older than what another activation has written: the next activation reads it again. If it is not, the data is damaged, and every read says so.
    private InvalidOperationException Missing(string name)
    {
        grain.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"The text '{name}' of {grain.GrainId} is missing."));
        return new($"The text '{name}' of {grain.GrainId} is missing from the store.");
    }
}
