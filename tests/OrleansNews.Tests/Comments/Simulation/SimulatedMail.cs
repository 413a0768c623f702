using System.Collections.Immutable;
using OrleansNews.Comments.Threads;
using OrleansNews.Mail;

namespace OrleansNews.Comments.Simulation;

/// <summary>What the mail desk was told.</summary>
internal sealed class SimulatedMail
{
    private readonly HashSet<CommentNotice> _told = [];

    /// <summary>Everything so far.</summary>
    public IReadOnlyCollection<CommentNotice> Told => _told;

    /// <summary>How many it was told, those among them that it was told before.</summary>
    public int Notices { get; private set; }

    public void Hear(ImmutableArray<CommentNotice> notices)
    {
        Notices += notices.Length;
        _told.UnionWith(notices);
    }

    /// <summary>Everything that may be told by mail was told, whatever crashed, and nothing that never was.</summary>
    public void Verify(IReadOnlyList<StoredEvent> stored)
    {
        var due = new HashSet<CommentNotice>();
        var seen = new HashSet<int>();
        for (var sequence = 1; sequence <= stored.Count; sequence++)
        {
            var e = stored[sequence - 1];
            var id = CommentId.Native(SimulatedCluster.Article, Math.Max(1, e.Number));
            if (e is { Kind: EventKind.Posted or EventKind.Edited, Status: CommentStatus.Held }) due.Add(new(id, CommentNews.Held) { Again = e.Kind == EventKind.Edited ? sequence : 0 });
            if (e.Kind is EventKind.Posted or EventKind.Decided && e.Status == CommentStatus.Approved && seen.Add(e.Number)) due.Add(new(id, CommentNews.Visible));
        }

        foreach (var notice in due) ThreadModel.Require(_told.Contains(notice), $"The mail desk was not told: {notice}.");
        foreach (var notice in _told) ThreadModel.Require(due.Contains(notice), $"The mail desk was told what never was: {notice}.");
    }
}
