using OrleansNews.Articles;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>The checker of the simulation tells a wrong refusal from a right one, also when it is of something that was sent again.</summary>
public sealed class CommentOutcomesTests
{
    private static readonly BrowserId _browser = new(Guid.NewGuid());
    private static readonly EditComment _edit = new(CommentId.Native(SimulatedCluster.Article, 1), "Better words", 1, _browser, null, "", TimeSpan.FromMinutes(5));
    private static readonly FlagComment _flag = new(_edit.Id, FlagReason.Abuse, "", new(Guid.NewGuid()));

    private readonly CommentOutcomes _outcomes = new() { Window = TimeSpan.FromMinutes(5) };
    private long _sequence;

    public CommentOutcomesTests()
    {
        Take(new() { Kind = EventKind.Posted, Browser = _browser.Value, Status = CommentStatus.Approved });
        _outcomes.Sent(_edit);
    }

    [Fact]
    public void Edit_SentAgainAfterItWasStored_AndRefused_IsFound()
    {
        TakeEdit(_edit.Text, 2);

        AssertFound("An edit that was stored was refused when it was sent again.", () => RefuseEdit(_sequence));
    }

    [Fact]
    public void Edit_SentAgainAndRefused_ThoughItIsRight_IsFound() =>
        AssertFound("An edit was refused without reason.", () => RefuseEdit(_sequence));

    [Fact]
    public void Edit_SentAgainAndRefused_WhenTheCommentIsAnotherByThen_IsFoundIfItWasStored()
    {
        var before = _sequence;
        TakeEdit(_edit.Text, 2);
        // The earlier attempt was still on its way.
        RefuseEdit(before);
        var another = _edit with { Text = "Best words", ExpectedVersion = 2 };
        _outcomes.Sent(another);
        TakeEdit(another.Text, 3);

        AssertFound("An edit that was stored was refused when it was sent again.", () => RefuseEdit(_sequence));
    }

    [Fact]
    public void EditAndFlag_SentAgainAndRefused_WhenTheCommentIsHiddenByThen_AreRightButForTheEditThatWasStored()
    {
        TakeEdit(_edit.Text, 2);
        Take(new() { Kind = EventKind.Flagged, Browser = _flag.Browser.Value });
        Take(new() { Kind = EventKind.Decided, Decision = (byte)Decision.Trash, Status = CommentStatus.Trash });

        AssertFound("An edit that was stored was refused when it was sent again.", () => RefuseEdit(_sequence));
        _outcomes.Refused(_flag, isFirst: false, _sequence);
        Take(new() { Kind = EventKind.Erased });
        RefuseEdit(_sequence);
    }

    [Fact]
    public void Edit_SentAgain_AndAnsweredOtherwise_IsFound()
    {
        TakeEdit(_edit.Text, 2);
        var answer = new CommentPosted(_edit.Id, CommentStatus.Approved, new(1, _sequence), Repeated: true);
        Take(new() { Kind = EventKind.Decided, Decision = (byte)Decision.Trash, Status = CommentStatus.Trash });

        _outcomes.Acknowledged(_edit, answer);
        AssertFound("An edit was acknowledged with another status than it had.", () => _outcomes.Acknowledged(_edit, answer with { Status = CommentStatus.Trash }));
        AssertFound("An edit was acknowledged at another place than it has.", () => _outcomes.Acknowledged(_edit, answer with { Position = new(1, _sequence) }));
    }

    [Fact]
    public void Edit_SentAgainAfterItsWindow_AndRefused_IsRight() => RefuseEdit(_sequence, TimeSpan.FromHours(1));

    [Fact]
    public void Flag_SentAgainAfterItWasStored_AndRefused_IsFound()
    {
        Take(new() { Kind = EventKind.Flagged, Browser = _flag.Browser.Value });

        AssertFound("A flag was refused although readers see the comment.", () => _outcomes.Refused(_flag, isFirst: false, _sequence));
    }

    private static void AssertFound(string message, Action check) => Assert.Equal(message, Assert.Throws<SimulationException>(check).Message);

    private void TakeEdit(string text, int version) => Take(new() { Kind = EventKind.Edited, Text = text, Version = version });

    private void Take(StoredEvent stored) => _outcomes.Take(++_sequence, stored with { Number = 1 });

    private void RefuseEdit(long sent, TimeSpan later = default) => _outcomes.Refused(_edit, isFirst: false, sent, DateTimeOffset.UnixEpoch + later);
}
