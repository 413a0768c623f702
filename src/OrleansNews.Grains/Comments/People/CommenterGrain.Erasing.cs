using OrleansNews.Accounts;
using OrleansNews.Mail;

namespace OrleansNews.Comments;

/// <content>
/// The erasure of a person: what they wrote, then what they agreed to, then their key. The order is part of the state before anything is done, and the registry of outboxes knows it: whatever
/// crashes or does not answer meanwhile, it is carried through. Until then the person writes nothing, which would be erased with the rest.
/// </content>
internal sealed partial class CommenterGrain
{
    /// <summary>For how long whoever comments does not begin a failed erasure anew: the registry does meanwhile.</summary>
    private static readonly TimeSpan ErasurePause = TimeSpan.FromSeconds(30);

    private Task? _erasing;
    private DateTimeOffset _erasesFrom;

    public async Task<bool> EraseAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return false;
        if (IsAddress) return true;
        await (_erasing ??= EraseAsync(new EraseCommenter(Commenter, actor)));
        return true;
    }

    // A silo of the build before knows of no order: when the registry woke the person there, it was told that nothing is left to do.
    private void GoOnErasing()
    {
        GoOnAsync().Ignore();

        async Task GoOnAsync()
        {
            try
            {
                await EndErasureAsync();
            }
            catch (Exception fault)
            {
                LogNotErased(fault);
            }
        }
    }

    // One that an earlier activation left.
    private async Task EndErasureAsync()
    {
        if (_state.Current.Erasing is not { } login) return;
        // Whether they may was asked when they ordered it.
        var actor = login.Length == 0 ? Actor.System : new Actor(login, login, Role.Moderator);
        await (_erasing ??= EraseAsync(new EraseCommenter(Commenter, actor)));
    }

    private async Task EraseAsync(EraseCommenter command)
    {
        try
        {
            var registration = await _teller.RegisterAsync();
            await ChangeAsync(state => state with { Erasing = command.Actor.Login });
            await GrainFactory.GetGrain<IErasureListGrain>(IErasureListGrain.ShardOf(Commenter)).AddAsync(Commenter);
            foreach (var articles in _state.Current.Articles.OrEmpty().Chunk(ThreadsAtOnce))
                await Task.WhenAll(articles.Select(article => GrainFactory.GetGrain<ICommentThreadGrain>(article).EraseAsync(command)));

            await GrainFactory.GetGrain<IMailConsentGrain>(Commenter).EraseAsync(command.Actor);

            // The key last, and the order behind it: a crash before that leaves a person who is still listed.
            await _key.ChangeAsync(state => state.Key.Length == 0 ? (state, true) : (new SealingKeyState(), true));
            var since = _time.GetUtcNow() - OnItsWay;
            await ChangeAsync(state => CommenterRules.Erased(state, _begun.Where(begun => begun.Value > since).Select(begun => begun.Key)));
            _teller.Begin(registration);
        }
        catch
        {
            _erasesFrom = _time.GetUtcNow() + ErasurePause;
            throw;
        }
        finally
        {
            _erasing = null;
        }
    }

    // A comment that came while one is not carried through would be erased with the rest. Each of many would ask all threads of the person for it.
    private async Task ErasureAsync()
    {
        while (_erasing is { } erasing) await erasing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (_state.Current.Erasing is not null && _time.GetUtcNow() < _erasesFrom) throw new ThreadUnavailableException("What this person wrote is not erased yet.");
        await EndErasureAsync();
    }
}
