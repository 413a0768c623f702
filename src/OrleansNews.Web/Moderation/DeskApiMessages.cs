using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>A decision about comments of any stories.</summary>
/// <param name="Ids">The comments, at most 1,000.</param>
/// <param name="Decision"><c>approve</c>, <c>hold</c>, <c>spam</c>, <c>trash</c> or <c>restore</c>.</param>
/// <param name="Expected">The status they were seen at, <c>approved</c>, <c>held</c>, <c>spam</c> or <c>trash</c>: one that stands at another by now stays as it is. Null decides in any case.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
/// <param name="Command">A UUID of your making that names this request. Who did not get the answer sends it again with <paramref name="Repeated"/>, and gets the answer that was lost.</param>
/// <param name="Repeated">Whether it was sent before: comments that it has decided about count as changed, and are left as they are, whatever was decided since.</param>
/// <param name="Undoes">In place of a decision, the <c>command</c> of one that is to be taken back: each comment about which it decided last becomes what it was before; the others stay as they are.</param>
public sealed record DeskDecisionInput(ImmutableArray<long> Ids, string? Decision, string? Expected, string? Reason, Guid? Command = null, bool Repeated = false, Guid? Undoes = null);

/// <summary>What to look for on the desk.</summary>
/// <param name="Query">As in the address of the desk: <c>queue=held&amp;links=1</c>.</param>
/// <param name="Cursor">Where to go on: the <c>next</c> of the answer before.</param>
public sealed record DeskQueryInput(string? Query, string? Cursor);

/// <summary>A step of what was found.</summary>
/// <param name="Found">The comments by their status, <c>approved</c>, <c>held</c>, <c>spam</c> or <c>trash</c>, the newest first; a step may find few of them, or none, and go on all the same.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Unreachable">How many could not be looked at now.</param>
public sealed record DeskFoundOutput(ImmutableDictionary<string, ImmutableArray<long>> Found, string? Next, int Unreachable);

/// <summary>A decision about the next thousand of a queue.</summary>
/// <param name="Query">What to look for, as in the address of the desk: <c>queue=held&amp;links=1</c>.</param>
/// <param name="Decision">As for single comments.</param>
/// <param name="Cursor">Where to go on: the <c>next</c> of the answer before.</param>
public sealed record DeskBulkInput(string? Query, string? Decision, string? Cursor);

/// <summary>What became of a decision.</summary>
/// <param name="Changed">The comments that it changed.</param>
/// <param name="LookedAt">How many it was about.</param>
/// <param name="Next">Where a decision about a queue goes on; null at its end.</param>
/// <param name="Failed">Comments about which it was not taken; it may be sent again.</param>
/// <param name="Command">Takes it back, as <c>undoes</c> of another request; null when that cannot be done.</param>
/// <param name="Kept">Those of <paramref name="Changed"/> that keep their status: only their flags were put aside, or ask for a moderator again.</param>
public sealed record DeskOutcomeOutput(ImmutableArray<long> Changed, int LookedAt, string? Next, ImmutableArray<long> Failed, Guid? Command, ImmutableArray<long> Kept);

/// <summary>How many comments stand in each queue.</summary>
/// <param name="Held">Waiting.</param>
/// <param name="Flagged">Visible and flagged.</param>
/// <param name="All">Visible or waiting.</param>
/// <param name="Spam">Spam.</param>
/// <param name="Trash">In the trash.</param>
/// <param name="Version">Moves with every change.</param>
public sealed record DeskCountsOutput(int Held, int Flagged, int All, int Spam, int Trash, long Version);
