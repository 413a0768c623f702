using OrleansNews.Articles;
using OrleansNews.Comments;

namespace OrleansNews.Mail;

public sealed class MailRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly MailOptions Options = new();

    private int _ids;

    [Fact]
    public void Mail_OfManyComments_NamesTheNewest()
    {
        var mail = Assert.Single(With(new(), Orders("mo", 1, 25)).Waiting);

        Assert.Equal(25, mail.Count);
        Assert.Equal(Enumerable.Range(6, 20).Select(number => Comment(number).Value), mail.Comments);
    }

    [Fact]
    public void Orders_OfOneCall_AreKnownWhenTheyComeAgain_HoweverMany()
    {
        var orders = Orders("mo", 1, 400).Concat(Orders("amy", 1, 400)).ToArray();
        var state = With(new(), orders);

        Assert.Same(state, With(state, orders));
        Assert.All(state.Waiting, mail => Assert.Equal(400, mail.Count));
    }

    [Fact]
    public void Order_AboutACommentThatWaitsAnew_IsAnotherOne_AndNamesItOnce()
    {
        var order = new MailOrder(MailKind.Held, "mo", Comment(1));
        var state = With(new(), [order, order with { Again = 7 }]);

        Assert.Equal(1, Assert.Single(state.Waiting).Count);
        Assert.Equal([Comment(1).Value], state.Waiting[0].Comments);
        Assert.Same(state, With(state, [order, order with { Again = 7 }]));

        // Once the first mail is out, it is another one.
        state = MailRules.Sent(state, state.Waiting[0], Now);
        Assert.Same(state, With(state, [order, order with { Again = 7 }]));
        Assert.Single(With(state, [order with { Again = 9 }]).Waiting);
    }

    /// <summary>Somebody waits for it, and one is enough for whoever pressed the button twice.</summary>
    [Fact]
    public void Mail_WithALinkForAPassword_TellsOfNoComment_AndWaitsForNoneBeforeIt()
    {
        var order = new MailOrder(MailKind.Password, "mo", default) { Again = 1 };
        var state = With(new(), [order, order with { Again = 2 }]);

        Assert.Empty(Assert.Single(state.Waiting).Comments);
        state = MailRules.Sent(state, state.Waiting[0], Now);
        Assert.Equal(Now, Assert.Single(With(state, [order with { Again = 3 }]).Waiting).NotBefore);
    }

    [Fact]
    public void Outbox_ThatIsFull_RefusesNewMails_AndStillGathers()
    {
        var small = new MailOptions { MaxWaiting = 2 };
        var state = MailRules.With(new(), [.. Orders("a", 1, 1), .. Orders("b", 1, 1), .. Orders("c", 1, 2), .. Orders("b", 2, 1)], Now, small, NewId, out var refused);

        Assert.Equal(2, refused);
        Assert.Equal([("a", 1), ("b", 2)], state.Waiting.Select(mail => (mail.Recipient, mail.Count)));

        // What was refused is not known: there may be room when it comes again.
        state = MailRules.With(MailRules.Without(state, state.Waiting[0]), Orders("c", 1, 2), Now, small, NewId, out refused);
        Assert.Equal(0, refused);
        Assert.Equal([("b", 2), ("c", 2)], state.Waiting.Select(mail => (mail.Recipient, mail.Count)));
    }

    [Fact]
    public void Attempts_ThatNothingEnded_AreCounted_UntilTheMailIsGivenUp()
    {
        var (state, now) = (With(new(), Orders("mo", 1, 1)), Now);
        for (var tries = 0; tries < Options.MaxTries; tries++)
        {
            Assert.Null(MailRules.GivesUp(state.Waiting[0], Now, Options));
            (state, var claimed) = MailRules.Claim(state, state.Waiting[0].Id, now, Options);
            Assert.Equal(tries + 1, claimed!.Tries);
            Assert.Null(MailRules.Claim(state, claimed.Id, now, Options).Claimed);
            now = claimed.NotBefore;
        }

        Assert.Equal("tries", MailRules.GivesUp(state.Waiting[0], Now, Options));
    }

    [Fact]
    public void Mail_ThatIsOld_IsGivenUp()
    {
        var mail = With(new(), Orders("mo", 1, 1)).Waiting[0];

        Assert.Null(MailRules.GivesUp(mail, Now + Options.GiveUpAfter - TimeSpan.FromSeconds(1), Options));
        Assert.Equal("age", MailRules.GivesUp(mail, Now + Options.GiveUpAfter, Options));
    }

    [Fact]
    public void Recipient_WhoIsForgottenDuringAnAttempt_IsNotWrittenBackByItsEnd()
    {
        var (state, mail) = MailRules.Claim(With(new(), Orders("ann", 1, 1)), "1", Now, Options);
        state = MailRules.Forgotten(state, "ann");

        Assert.Same(state, MailRules.Sent(state, mail!, Now));
        Assert.Same(state, MailRules.Unsent(state, mail!, "tries", Now));
    }

    private MailOutboxState With(MailOutboxState state, IEnumerable<MailOrder> orders) => MailRules.With(state, orders, Now, Options, NewId, out _);

    private string NewId() => $"{++_ids}";

    private static IEnumerable<MailOrder> Orders(string recipient, int first, int count) =>
        Enumerable.Range(first, count).Select(number => new MailOrder(MailKind.Held, recipient, Comment(number)));

    private static CommentId Comment(int number) => CommentId.Native(new ArticleId(7), number);
}
