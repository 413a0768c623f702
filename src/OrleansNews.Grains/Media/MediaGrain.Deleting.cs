using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansNews.Accounts;
using OrleansNews.Operations;

namespace OrleansNews.Media;

/// <content>Which texts show the picture, and its end.</content>
internal sealed partial class MediaGrain
{
    private const int MostUsesTold = 100;
    private const int AskedAtOnce = 16;
    private const int MostAttempts = 3;

    // A text that was about to be saved is saved by then, or never.
    private static readonly TimeSpan LongestSaving = TimeSpan.FromMinutes(1);

    public Task<bool> NoteUseAsync(GrainId user, long place)
    {
        if (Existing() is null) return Task.FromResult(false);
        var now = _time.GetUtcNow();
        return _state.ChangeAsync(state => state.DeletedAt is null ? (state.UsedBy(user.ToString(), place, now), true) : (state, false));
    }

    public async Task<PictureUses?> GetUsesAsync(Actor actor) => Existing() is { } state && MediaRules.MaySee(actor) ? await FindUsesAsync(state, actor) : null;

    public async Task<MediaResult> DeleteAsync(Actor actor)
    {
        for (var attempt = 1; ; attempt++)
        {
            var state = _state.Current;
            if (state.Version == 0) return new MediaNotFound();
            if (!MediaRules.MayDelete(actor, state.Owner)) return new MediaForbidden();
            if (state.DeletedAt is not null) return new MediaDeleted();
            var uses = await FindUsesAsync(state, actor);
            if (uses.KeepPicture) return new MediaInUse(uses);
            // Whoever said meanwhile that they are going to show it has to be asked too.
            if (await EndAsync(state.Users, actor)) return new MediaDeleted();
            if (attempt == MostAttempts) return new MediaInUse(uses with { KeepPicture = true });
        }
    }

    private async Task<bool> EndAsync(ImmutableArray<StoredPictureUser> asked, Actor actor)
    {
        var now = _time.GetUtcNow();
        var registration = await GrainFactory.RegisterOutboxAsync(GrainContext.GrainId);
        var done = await _state.ChangeAsync(state => state.DeletedAt is null && state.Users == asked ? (state.Delete(actor.Name, now), true) : (state, state.DeletedAt is not null));
        if (done) await EraseAsync();
        DeliverInBackgroundAsync(registration).Ignore();
        return done;
    }

    // Before the answer, so that whoever deleted it can rely on it; what fails here is done by the outbox, as is what is being made at this moment.
    private async Task EraseAsync()
    {
        try
        {
            await GrainFactory.GetGrain<IMediaLibraryGrain>(0).PutAsync(MediaViews.View(Id, _state.Current));
            await EraseFilesAsync(_state.Current);
        }
        catch (Exception fault)
        {
            LogNotErased(Id.Value, fault);
        }
    }

    private Task EraseFilesAsync(MediaState state) => _files.DeleteAsync(MediaViews.Files(Id, state));

    private async Task<PictureUses> FindUsesAsync(MediaState state, Actor actor)
    {
        var now = _time.GetUtcNow();
        var found = new List<PictureUse>();
        foreach (var users in state.Users.Chunk(AskedAtOnce)) found.AddRange((await Task.WhenAll(users.Select(user => AskAsync(user, actor, now)))).OfType<PictureUse>());
        ImmutableArray<PictureUse> told = [.. found.OrderByDescending(use => use.KeepsPicture).ThenByDescending(use => use.Story.Value).ThenBy(use => use.Entry).Take(MostUsesTold)];
        return new(told, state.HasManyUsers || found.Exists(use => use.KeepsPicture), state.HasManyUsers || found.Count > MostUsesTold);
    }

    private async Task<PictureUse?> AskAsync(StoredPictureUser user, Actor actor, DateTimeOffset now)
    {
        var grain = GrainId.Parse(user.Grain, null);
        if (await GrainFactory.GetGrain<IPictureUser>(grain).GetPictureUseAsync(Id, user.Place, actor) is { } use) return use;
        return now - user.At < LongestSaving ? new(new(grain.GetIntegerKey()), user.Place, "", PictureUseKind.Saving, MayOpen: false) : null;
    }

    [LoggerMessage(LogLevel.Warning, "Picture {Picture} is deleted, but its files could not all be, or the library not be told; the outbox registry tries again.")]
    private partial void LogNotErased(long picture, Exception fault);
}
