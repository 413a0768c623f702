using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>
/// One run: clients post, edit and moderate with retries while the store fails, activations crash, hang and double, and backups run. Then the faults end, a day passes, and everything
/// that was promised must be true.
/// </summary>
internal sealed class SimulatedRun
{
    private const long Day = 24 * 3_600_000;
    private const int Clients = 3;

    private readonly SimulatedWorld _world;
    private readonly SimulatedCluster _cluster;
    private readonly List<CommentId> _known = [];
    private readonly List<DecideComments> _decided = [];
    private bool _over;

    public SimulatedRun(int seed, Func<SimulatedWorld, ILogStore, ILogStore>? sabotage = null)
    {
        _world = new(seed);
        _cluster = new(_world, sabotage);
    }

    public ThreadModel Model => _cluster.Model;

    public SimulatedCluster Cluster => _cluster;

    public void Execute() => _world.Run(LiveAsync, 100 * Day);

    private async Task LiveAsync()
    {
        if (_world.Chance(0.3)) _cluster.Store.Seed(NewerHead());
        _cluster.Store.Faults = new()
        {
            ErrorBefore = Rare(0.06),
            ErrorAfter = Rare(0.06),
            LandsLate = Rare(0.05),
            ConflictAfter = Rare(0.03),
            ReadError = Rare(0.04),
            Slow = Rare(0.05),
        };
        _world.Start(CauseTroubleAsync);
        _world.Start(FollowAsync);
        var clients = Enumerable.Range(0, Clients).Select(ActAsync).ToList();
        await Task.WhenAll(clients);
        _over = true;
        _cluster.Store.Faults = new();
        await _world.Delay(30_000);
        if (_world.Chance(0.5)) _cluster.CrashAll();
        await SettleAsync();
        await VerifyAsync();
    }

    private double Rare(double most) => _world.Chance(0.5) ? 0 : _world.Random.NextDouble() * most;

    // What only time can show: garbage is a day old, erasures are carried through, deliveries are made.
    private async Task SettleAsync()
    {
        for (var round = 0; round < 4; round++)
        {
            await UntilDoneAsync(core => core.PostAsync(NewPost(null, "settle")), _ => true, needsNewer: true);
            await _world.Delay(1_000);
            for (var wakes = 0; _cluster.Registration is { } registration && wakes < 20; wakes++)
            {
                await WakeAsync(registration);
                await _world.Delay(wakes * 60_000);
            }

            await _world.Delay(Day + 3_600_000);
        }
    }

    private async Task ActAsync(int client)
    {
        var actions = _world.Between(5, 25);
        for (var i = 0; i < actions; i++)
        {
            await _world.Delay(_world.Between(0, 300));
            switch (_world.Between(0, 19))
            {
                case < 9: await PostAsync(NewPost(Parent(), $"c{client}")); break;
                case < 12: await Task.WhenAll(Enumerable.Range(0, _world.Between(2, 12)).Select(_ => PostAsync(NewPost(Parent(), $"c{client}")))); break;
                case 12:
                    var twice = NewPost(Parent(), $"c{client}");
                    await Task.WhenAll(PostAsync(twice), PostAsync(twice));
                    break;
                case 13 or 14: await EditAsync(); break;
                case 15:
                    await DecideAsync();
                    if (_world.Chance(0.5)) await UndoAsync();
                    break;
                case 16: await FlagAsync(); break;
                case 17: await EraseAsync(); break;
                case 18: await VoteAsync(); break;
                default: await ReadAsync(); break;
            }
        }
    }

    private async Task PostAsync(PostComment post)
    {
        var result = await UntilDoneAsync(core => core.PostAsync(post), result => result is not CommentRefused { Reason: CommentRefusal.Busy });
        if (result is CommentPosted posted)
        {
            Model.Acknowledged(post.Submission.Value, posted);
            _known.Add(posted.Id);
        }
        else
        {
            ThreadModel.Require(result is CommentRefused { Reason: CommentRefusal.ParentNotApproved }, $"A post was answered {result}.");
        }
    }

    private async Task EditAsync()
    {
        if (_known.Count == 0) return;
        var id = _known[_world.Random.Next(_known.Count)];
        var edit = new EditComment(id, Text("edit"), _world.Between(1, 2), null, Posts.Moderator, _world.Chance(0.3) ? "links" : "", TimeSpan.Zero);
        if (await UntilDoneAsync(core => core.EditAsync(edit), _ => true, needsNewer: true) is not CommentPosted posted) return;
        Model.Acknowledged(posted.Position);
        Model.Outcomes.Acknowledged(edit, posted);
    }

    private async Task DecideAsync()
    {
        if (_known.Count == 0) return;
        var ids = Enumerable.Range(0, _world.Between(1, 4)).Select(_ => _known[_world.Random.Next(_known.Count)]).ToArray();
        var decide = Posts.Decide((Decision)_world.Between(1, 5), ids) with { Reason = Text("reason"), Command = NewGuid() };
        var sent = Model.Events.Count;
        if (!await DecideAsync(decide, needsNewer: false)) return;
        Model.Outcomes.Acknowledged(decide, sent);
        _decided.Add(decide);
    }

    // Of whatever was decided before, by somebody who may have been slow.
    private async Task UndoAsync()
    {
        if (_decided.Count == 0) return;
        var decided = _decided[^_world.Between(1, Math.Min(_decided.Count, 3))];
        var undo = new DecideComments(decided.Ids, default, Posts.Moderator) { Command = NewGuid(), Undoes = decided.Command };
        if (!await DecideAsync(undo, needsNewer: true)) return;
        Model.Outcomes.AcknowledgedUndo(undo);
        _decided.Add(undo);
    }

    private async Task<bool> DecideAsync(DecideComments decide, bool needsNewer)
    {
        var attempts = 0;
        var result = await UntilDoneAsync(core => core.DecideAsync(decide with { IsRepeated = attempts++ > 0 }), _ => true, needsNewer);
        Model.Acknowledged(result.Position);
        if (!result.Done) return false;
        // Whatever was lost on the way, whoever decided is told of each comment that the command changed, and it changed none twice.
        var changed = Model.Events.Where(stored => stored.Kind == EventKind.Decided && stored.Submission == decide.Command).Select(stored => stored.Number).Order();
        ThreadModel.Require(changed.SequenceEqual(result.Changed.Select(id => id.Number).Order()), "A moderator was not told what a decision changed, or it changed something twice.");
        return true;
    }

    private async Task FlagAsync()
    {
        if (_known.Count == 0) return;
        var flag = new FlagComment(_known[_world.Random.Next(_known.Count)], FlagReason.Abuse, Text("flag"), new(NewGuid()));
        if (await UntilDoneAsync(core => core.FlagAsync(flag), _ => true, needsNewer: true)) Model.Outcomes.Acknowledged(flag);
    }

    private async Task EraseAsync()
    {
        var (commenter, sent) = (Commenter(), Model.Events.Count);
        var result = await UntilDoneAsync(core => core.EraseAsync(new(commenter, Posts.Moderator)), _ => true, needsNewer: true);
        Model.Acknowledged(result.Position);
        Model.Outcomes.Erased(commenter, sent);
    }

    private async Task VoteAsync()
    {
        if (_known.Count == 0) return;
        var number = _known[_world.Random.Next(_known.Count)].Number;
        var shard = number % IThreadVotesGrain.Shards;
        _cluster.Votes[number] = (_world.Between(0, 9), _world.Between(0, 9));
        var version = ++_cluster.VoteVersions[shard];
        var counts = _cluster.Votes.Where(vote => vote.Key % IThreadVotesGrain.Shards == shard)
            .Select(vote => new VoteCount(CommentId.Native(SimulatedCluster.Article, vote.Key), vote.Value.Up, vote.Value.Down));
        await UntilDoneAsync(async core => { await core.ApplyVotesAsync(shard, version, [.. counts]); return true; }, _ => true);
    }

    private async Task ReadAsync()
    {
        var query = new ThreadPageQuery { Order = (ThreadOrder)_world.Between(1, 3), Limit = _world.Between(1, 20) };
        var page = await UntilDoneAsync(core => core.ReadPageAsync(query), _ => true);
        Model.Seen(page.Version.Position);
        ThreadModel.Require(page.Items.All(item => !item.Damaged), "A comment was shown as damaged although nothing is lost.");
    }

    // A live reader: from its own position, through whatever activation answers, every event once and in order.
    private async Task FollowAsync()
    {
        var position = default(ThreadPosition);
        while (!_over)
        {
            await _world.Delay(_world.Between(50, 500));
            var after = position;
            var log = await UntilDoneAsync(core => core.ReadLogAsync(after, 20), _ => true);
            if (log.Reset)
            {
                ThreadModel.Require(Model.Events.Count > 1_000 || position == default, "A reader was sent back although it was right.");
                position = log.Version.Position;
                continue;
            }

            Model.Read(position, log);
            position = new(log.Version.Position.Epoch, position.Sequence + log.Items.Length);
        }
    }

    private async Task CauseTroubleAsync()
    {
        var trouble = _world.Random.NextDouble();
        while (!_over)
        {
            await _world.Delay(_world.Between(100, 3_000));
            if (!_world.Chance(trouble)) continue;
            switch (_world.Between(0, 12))
            {
                case 0 or 1: _cluster.CrashOne(); break;
                case 2 or 3: _cluster.Activate(older: _world.Chance(0.3)); break;
                case 4: _cluster.HangOne(); break;
                case 5 or 6: _world.Start(_cluster.BackUpAsync); break;
                case 10: _cluster.FreezeOne(); break;
                case 9: _cluster.Queues.LoseTrack(); break;
                case 11: _world.Start(_cluster.EndOneAsync); break;
                case 7: await _world.Delay(_world.Between(1, 90) * 60_000); break;
                case 8 when _cluster.Registration is { } registration:
                    _world.Start(() => WakeAsync(registration));
                    break;
            }
        }
    }

    // As the registry does: on return it ends the registration that it knew.
    private async Task WakeAsync(long registration)
    {
        if (await AttemptAsync(async core => { await core.DeliverOutboxAsync(); return true; }, _cluster.Route()) is { Done: true }) _cluster.CompleteOutbox(registration);
    }

    // As a front end does: again and again under the same id, wherever the next attempt lands.
    private async Task<T> UntilDoneAsync<T>(Func<ThreadCore, Task<T>> call, Func<T, bool> accept, bool needsNewer = false)
    {
        while (true)
        {
            var activation = _cluster.Route();
            if (needsNewer && activation.IsOlder)
            {
                _cluster.Activate(older: false);
                continue;
            }

            if (await AttemptAsync(call, activation) is { Done: true } attempt && accept(attempt.Result)) return attempt.Result;
            await _world.Delay(_world.Between(10, 500));
        }
    }

    private async Task<(bool Done, T Result)> AttemptAsync<T>(Func<ThreadCore, Task<T>> call, SimulatedActivation activation)
    {
        var calling = call(activation.Core);
        if (await Task.WhenAny(calling, _world.Delay(10_000)) != calling || activation.Connection.IsDead || _world.Chance(_cluster.Store.Faults.ReadError)) return default;
        try
        {
            return (true, await calling);
        }
        catch (Exception fault) when (fault is ThreadUnavailableException or TimeoutException)
        {
            return default;
        }
    }

    private async Task VerifyAsync()
    {
        var stored = StoredLog.Read(_cluster.Store.Head!.Value, _cluster.Store.Objects);
        ThreadModel.Require(stored.Count == Model.Events.Count, "The stored log has another length than the durable one.");
        for (var i = 0; i < stored.Count; i++) ThreadModel.Require(ThreadModel.IsSame(stored[i], Model.Events[i]), $"Stored event {i + 1} is not the durable one.");
        VerifyNothingIsLostFromSight();
        VerifyErasures();
        VerifyApprovals();
        await VerifyReadsAsync(stored);
    }

    private void VerifyNothingIsLostFromSight()
    {
        var (head, _) = LogHeadCodec.Decode(_cluster.Store.Head!.Value);
        var references = ThreadModel.References(head, _cluster.Store.Objects);
        foreach (var name in _cluster.Store.Objects.Keys)
        {
            var inSight = references.Contains(name) ||
                          head.Graves.Any(g => g.First.Writer == name.Writer && g.First.Kind == name.Kind && name.Number >= g.First.Number && name.Number <= g.Last) ||
                          (name.Writer == head.Writer && head.Names.Any(n => n.Kind == name.Kind && name.Number >= n.Next && name.Number < n.Next + n.Count));
            ThreadModel.Require(inSight, $"{name} is stored, and nothing knows of it.");
        }
    }

    private void VerifyErasures()
    {
        var erased = Model.Events.Where(e => e.Kind == EventKind.Erased).Select(e => e.Number).ToHashSet();
        var words = Model.Events.ToLookup(e => erased.Contains(e.Number), e => (e.Kind, e.Number, Words: e.Text ?? (e.Kind == EventKind.Decided ? e.Reason : null)));
        var others = words[false].Select(of => of.Words).ToHashSet(); // One decision may be about several comments.
        var hidden = words[true].Where(of => of.Words is not null && !others.Contains(of.Words)).ToList();
        if (hidden.Count == 0) return;
        foreach (var (name, json) in _cluster.Store.Objects.Select(o => (o.Key.ToString(), o.Value)).Append(("the head", _cluster.Store.Head!.Value)))
        {
            var bytes = Encoding.UTF8.GetString(json.Span);
            foreach (var stored in hidden)
            {
                ThreadModel.Require(!bytes.Contains(stored.Words!, StringComparison.Ordinal),
                    $"Words (event of kind {stored.Kind}) of erased comment {stored.Number} is still stored in {name}.");
            }
        }
    }

    private void VerifyApprovals()
    {
        var erased = Model.Events.Where(e => e.Kind == EventKind.Erased).Select(e => e.Number).ToHashSet();
        var posted = Model.Events.Where(e => e.Kind == EventKind.Posted).ToDictionary(e => e.Number);
        foreach (var approved in Model.Events.Where(e => e.Kind is EventKind.Posted or EventKind.Decided && e.Status == CommentStatus.Approved))
        {
            var first = posted[approved.Number];
            if (!first.NotifyApproval || erased.Contains(first.Number)) continue;
            var heard = _cluster.Vouchers.Contains((first.Commenter!, first.Browser, first.Number)) ||
                        _cluster.Vouchers.Count(known => known.Commenter == first.Commenter && known.Browser == first.Browser) >= CommenterRules.MostVouchers;
            ThreadModel.Require(heard, "A commenter's grain never heard of an approval.");
        }
    }

    private async Task VerifyReadsAsync(List<StoredEvent> stored)
    {
        _cluster.CrashAll();
        var core = _cluster.Activate(older: false).Core;
        await core.EnsureOpenAsync();
        var replayed = new ThreadIndex();
        for (var i = 0; i < stored.Count; i++) replayed.Apply(i + 1, stored[i]);
        ThreadModel.Require(core.Index.LastNumber == replayed.LastNumber && core.Index.Total == replayed.Total && core.Index.IsClosed == replayed.IsClosed,
            "The restored index is not the replayed one.");
        for (var number = 1; number <= replayed.LastNumber; number++)
        {
            var (one, other) = (core.Index[number], replayed[number]);
            ThreadModel.Require(
                one.Status == other.Status && one.Parent == other.Parent && one.VisibleBelow == other.VisibleBelow && one.VisibleReplies == other.VisibleReplies &&
                one.LastChild == other.LastChild && one.NextSibling == other.NextSibling && one.Submission == other.Submission && one.Commenter == other.Commenter &&
                (one.Status == CommentStatus.Erased || (one.TextSequence == other.TextSequence && one.Version == other.Version && one.Before == other.Before && one.Flags == other.Flags)),
                $"Comment {number} is another one in the restored index.");
        }

        await _world.Delay(60_000);
        // A log with events of a newer build is left to that build.
        if (replayed.UnknownEvents == 0)
        {
            _cluster.Queues.Verify(replayed);
            _cluster.Log.Verify(stored);
            _cluster.Mail.Verify(stored);
        }

        var expected = Enumerable.Range(1, replayed.LastNumber).Where(n => replayed[n].Status == CommentStatus.Approved).ToList();
        foreach (var order in new[] { ThreadOrder.Oldest, ThreadOrder.Newest, ThreadOrder.Best })
        {
            var seen = new List<int>();
            var query = new ThreadPageQuery { Order = order, Limit = 7 };
            do
            {
                var page = await core.ReadPageAsync(query);
                foreach (var item in page.Items)
                {
                    ThreadModel.Require(!item.Damaged, "A comment is damaged.");
                    ThreadModel.Require(item.MoreReplies == 0, "A small page left replies out.");
                    if (item.Status != CommentStatus.Approved)
                    {
                        ThreadModel.Require(item.Text.Length == 0 && item.Author.Length == 0, "A placeholder shows what is hidden.");
                        continue;
                    }

                    ThreadModel.Require(item.Text == stored[(int)replayed[item.Id.Number].TextSequence - 1].Text, "A comment has another text than the durable one.");
                    var votes = _cluster.Votes.GetValueOrDefault(item.Id.Number);
                    ThreadModel.Require((item.Up, item.Down) == votes, "A comment has other votes than were cast.");
                    seen.Add(item.Id.Number);
                }

                query = query with { Cursor = page.Next };
            }
            while (query.Cursor is not null);

            ThreadModel.Require(seen.Order().SequenceEqual(expected), $"Pages in order {order} do not show every comment once.");
        }
    }

    private PostComment NewPost(CommentId? parent, string author) => new()
    {
        Submission = new(NewGuid()),
        PayloadHash = _world.Random.NextInt64(),
        Parent = parent,
        Author = author,
        Text = Text(author),
        Commenter = Commenter(),
        Browser = _world.Chance(0.5) ? new(NewGuid()) : null,
        BrowserTrusted = _world.Chance(0.5),
        SealedEmail = [1, 2, 3],
        Status = _world.Chance(0.8) ? CommentStatus.Approved : CommentStatus.Held,
        MayReplyToHidden = _world.Chance(0.5),
    };

    private CommentId? Parent() => _known.Count == 0 || _world.Chance(0.5) ? null : _known[_world.Random.Next(_known.Count)];

    private string Commenter() => $"person{_world.Between(1, 30)}";

    private string Text(string kind) => $"{kind}-{NewGuid():N}{new string('.', _world.Between(0, 60))}";

    private Guid NewGuid()
    {
        Span<byte> bits = stackalloc byte[16];
        _world.Random.NextBytes(bits);
        return new(bits);
    }

    // A head with members, kinds of events and members of events that this build does not know.
    private static byte[] NewerHead() => Encoding.UTF8.GetBytes(
        """
        {"w":"newerbuild00","e":1700000000,"q":1,"n":["a",1,3,"b",1,3,"m",1,2,"r",1,2,"s",1,3,"p",1,2],"b":[],"zz":{"keep":[1,2]},"x":{"n":1,"yy":"kept"},
        "t":[{"k":"p","t":1700000000000,"n":1,"s":1,"a":"Newer","x":"From a newer build","i":"AAAAAAAAAAAAAAAAAAAAAQ","h":1,"mood":"glad"},
        {"k":"pinned","t":1700000000001,"n":1,"why":"a kind of a newer build"}]}
        """);
}
