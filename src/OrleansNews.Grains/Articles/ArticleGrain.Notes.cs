using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <content>What colleagues tell each other about a story.</content>
internal sealed partial class ArticleGrain
{
    private const int MostNotesShown = 100;

    // More than are written while one waits for its answer.
    private const int MostNotesTaken = 16;

    public async Task<ArticleResult> AddNoteAsync(AddNote note)
    {
        var result = await _turns.TakeAsync(() => AddNoteInTurnAsync(note));
        if (result is ArticleSaved) DeliverInBackgroundAsync().Ignore();
        return result;
    }

    public async Task SettleMentionAsync(Actor actor)
    {
        await _turns.TakeAsync(async () =>
        {
            await _head.RefreshAsync();
            var state = _head.Committed;
            if (state.Mentioned.Contains(actor.Login)) await CommitAsync(state, state with { Mentioned = state.Mentioned.Remove(actor.Login), NoteVersion = state.NoteVersion + 1 });
            return true;
        });
        await AnnounceAsync(ArticleMessage.ForDesk);
    }

    public async Task<ImmutableArray<EditorialNote>> GetNotesAsync(Actor actor) =>
        MayReadNotes(actor) ? await ReadNotesAsync(_head.Committed.LastNote) : [];

    // Whoever asks may have the name from a story that is closed to them by now.
    public async Task<ImmutableArray<EditorialNote>> GetOlderNotesAsync(Actor actor, string newest) =>
        MayReadNotes(actor) && await _texts.HasNoteAsync(newest, Id.Value) ? await ReadNotesAsync(newest) : [];

    private bool MayReadNotes(Actor actor) => _head.Committed is { Version: > 0 } state && ArticleRules.May(actor, Deed.Write, state);

    private async Task<ImmutableArray<EditorialNote>> ReadNotesAsync(string? newest) =>
        [.. (await _texts.ReadNotesAsync(newest, MostNotesShown)).Select(note => new EditorialNote(note.At, note.By, note.Text, note.Mentions) { Before = note.Before })];

    private async Task<ArticleResult> AddNoteInTurnAsync(AddNote note)
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        if (state.Version == 0) return new ArticleNotFound();
        if (!ArticleRules.May(note.Actor, Deed.Write, state)) return new ArticleForbidden();
        var mark = note.Mark();
        if (mark.Length > 0 && state.NotesTaken.Contains(mark)) return Present(state);
        var text = note.Text.Trim();
        var mentions = Mentions.In(text);
        if (NoteRules.Validate(text, mentions) is { IsEmpty: false } errors) return new ArticleInvalid(errors);
        foreach (var login in mentions)
        {
            if (!await MayOpenAsync(login, state)) return new ArticleInvalid([NoteRules.CallsNobody(login)]);
        }

        var now = _time.GetUtcNow();
        var name = await _texts.AddNoteAsync(new() { Story = Id.Value, Before = state.LastNote, At = now, Login = note.Actor.Login, By = note.Actor.Name, Text = text, Mentions = mentions });
        var mentioned = state.Mentioned.Union(mentions.Remove(note.Actor.Login)).ToImmutableArray();
        var taken = mark.Length > 0 ? state.NotesTaken.Add(mark).TakeLast(MostNotesTaken).ToImmutableArray() : state.NotesTaken;
        return await CommitAsync(state, state with { LastNote = name, NotesTaken = taken, Mentioned = mentioned, NoteVersion = state.NoteVersion + 1 });
    }

    private async Task<bool> MayOpenAsync(string login, ArticleState state) =>
        await GrainFactory.GetGrain<IAccountGrain>(login).GetAsync(Actor.System) is { Disabled: false, Actor: { } colleague } && ArticleRules.May(colleague, Deed.Write, state);
}
