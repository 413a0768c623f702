using System.Text;
using System.Text.Json;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>What must be true when everything is over: of the stored bytes, of those who were to be told, and of what a new activation shows.</summary>
internal sealed class FinalCheck(SimulatedWorld world, SimulatedCluster cluster)
{
    /// <summary>Whether a newer build wrote the first head (<see cref="SimulatedRun"/>).</summary>
    public bool IsOfNewerBuild { get; init; }

    private ThreadModel Model => cluster.Model;

    public async Task VerifyAsync()
    {
        var stored = StoredLog.Read(cluster.Store.Head!.Value, cluster.Store.Objects);
        ThreadModel.Require(stored.Count == Model.Events.Count, "The stored log has another length than the durable one.");
        for (var i = 0; i < stored.Count; i++) ThreadModel.Require(ThreadModel.IsSame(stored[i], Model.Events[i]), $"Stored event {i + 1} is not the durable one.");
        VerifyNothingIsLostFromSight();
        VerifyMembersOfNewerBuild();
        VerifyErasures();
        VerifyApprovals();
        await VerifyReadsAsync(stored);
    }

    private void VerifyNothingIsLostFromSight()
    {
        var (head, _) = LogHeadCodec.Decode(cluster.Store.Head!.Value);
        var references = ThreadModel.References(head, cluster.Store.Objects);
        foreach (var name in cluster.Store.Objects.Keys)
        {
            var inSight = references.Contains(name) ||
                          head.Graves.Any(g => g.First.Writer == name.Writer && g.First.Kind == name.Kind && name.Number >= g.First.Number && name.Number <= g.Last) ||
                          (name.Writer == head.Writer && head.Names.Any(n => n.Kind == name.Kind && name.Number >= n.Next && name.Number < n.Next + n.Count));
            ThreadModel.Require(inSight, $"{name} is stored, and nothing knows of it.");
        }
    }

    // Whoever has written the head since, an older build too, kept what it does not know.
    private void VerifyMembersOfNewerBuild()
    {
        if (!IsOfNewerBuild) return;
        using var head = JsonDocument.Parse(cluster.Store.Head!.Value);
        ThreadModel.Require(head.RootElement.TryGetProperty("zz", out var kept) && kept.GetRawText() == """{"keep":[1,2]}""", "The head lost a member of a newer build.");
        ThreadModel.Require(
            head.RootElement.GetProperty("x").TryGetProperty("yy", out var owners) && owners.ValueEquals("kept"), "The owner's part of the head lost a member of a newer build.");
    }

    private void VerifyErasures()
    {
        var erased = Model.Events.Where(e => e.Kind == EventKind.Erased).Select(e => e.Number).ToHashSet();
        var words = Model.Events.ToLookup(e => erased.Contains(e.Number), e => (e.Kind, e.Number, Words: e.Text ?? (e.Kind == EventKind.Decided ? e.Reason : null)));
        var others = words[false].Select(of => of.Words).ToHashSet(); // One decision may be about several comments.
        var hidden = words[true].Where(of => of.Words is not null && !others.Contains(of.Words)).ToList();
        if (hidden.Count == 0) return;
        foreach (var (name, json) in cluster.Store.Objects.Select(o => (o.Key.ToString(), o.Value)).Append(("the head", cluster.Store.Head!.Value)))
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
            var heard = cluster.Vouchers.Contains((first.Commenter!, first.Browser, first.Number)) ||
                        cluster.Vouchers.Count(known => known.Commenter == first.Commenter && known.Browser == first.Browser) >= CommenterRules.MostVouchers;
            ThreadModel.Require(heard, "A commenter's grain never heard of an approval.");
        }
    }

    private async Task VerifyReadsAsync(List<StoredEvent> stored)
    {
        cluster.CrashAll();
        var core = cluster.Activate(older: false).Core;
        await core.EnsureOpenAsync();
        var replayed = new ThreadIndex();
        for (var i = 0; i < stored.Count; i++) replayed.Apply(i + 1, stored[i]);
        ThreadModel.Require(core.Index.IsClosed == replayed.IsClosed, "The thread is closed in the restored index and not in the replayed one, or the other way round.");
        ThreadModel.Require(core.Index.LastNumber == replayed.LastNumber && core.Index.Total == replayed.Total, "The restored index is not the replayed one.");
        for (var number = 1; number <= replayed.LastNumber; number++)
        {
            var (one, other) = (core.Index[number], replayed[number]);
            ThreadModel.Require(
                one.Status == other.Status && one.Parent == other.Parent && one.VisibleBelow == other.VisibleBelow && one.VisibleReplies == other.VisibleReplies &&
                one.LastChild == other.LastChild && one.NextSibling == other.NextSibling && one.Submission == other.Submission && one.Commenter == other.Commenter &&
                (one.Status == CommentStatus.Erased || (one.TextSequence == other.TextSequence && one.Version == other.Version && one.Before == other.Before && one.Flags == other.Flags)),
                $"Comment {number} is another one in the restored index.");
            ThreadModel.Require(
                core.Index.AmendmentsOf(number).Select(amendment => amendment.Sequence).SequenceEqual(replayed.AmendmentsOf(number).Select(amendment => amendment.Sequence)),
                $"The restored index knows other events of comment {number}.");
        }

        await world.Delay(60_000);
        // A log with events of a newer build is left to that build.
        if (replayed.UnknownEvents == 0)
        {
            cluster.Queues.Verify(replayed);
            cluster.Log.Verify(stored);
            cluster.Mail.Verify(stored);
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
                    var votes = cluster.Votes.GetValueOrDefault(item.Id.Number);
                    ThreadModel.Require((item.Up, item.Down) == votes, "A comment has other votes than were cast.");
                    seen.Add(item.Id.Number);
                }

                query = query with { Cursor = page.Next };
            }
            while (query.Cursor is not null);

            ThreadModel.Require(seen.Order().SequenceEqual(expected), $"Pages in order {order} do not show every comment once.");
        }
    }
}
