using OrleansNews.Accounts;
using OrleansNews.Mail;

namespace OrleansNews.Comments;

/// <content>
/// The erasure of a person: what they wrote, then what they agreed to, then their key. The order is part of the state before anything is done, and the registry of outboxes knows it: whatever
/// crashes or does not answer meanwhile, it is carried through. Until then the person writes nothing, which would be erased with the rest.
/// </content>
internal sealed partial class CommenterGrain
{
    private Task? _erasing;

    public async Task<bool> EraseAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return false;
        if (IsAddress) return true;
        await (_erasing ??= EraseAsync(new EraseCommenter(Commenter, actor)));
        return true;
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
        finally
        {
            _erasing = null;
        }
    }

    // A comment that came while one is not carried through would be erased with the rest.
    private async Task ErasureAsync()
    {
        while (_erasing is { } erasing) await erasing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await EndErasureAsync();
    }
}
