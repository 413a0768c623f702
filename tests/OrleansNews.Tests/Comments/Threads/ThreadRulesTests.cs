namespace OrleansNews.Comments.Threads;

public sealed class ThreadRulesTests
{
    private const int Remembered = 1_000;

    private static readonly ArticleId Article = new(7);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly ThreadDraft _draft;

    public ThreadRulesTests()
    {
        var index = new ThreadIndex();
        index.Apply(1, Posted(1, 0, CommentStatus.Approved));
        index.Apply(2, Posted(2, 1, CommentStatus.Held));
        _draft = new(index);
        _draft.Begin(5, 0, Now);
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, false, false)]
    [InlineData(2, true, true)]
    [InlineData(3, true, false)]
    public void Check_Parent_MustBeApprovedUnlessStaffReplies(int parent, bool mayReplyToHidden, bool accepted)
    {
        var post = Posts.New("New", CommentId.Native(Article, parent)) with { MayReplyToHidden = mayReplyToHidden };
        Assert.Equal(accepted ? null : new CommentRefused(CommentRefusal.ParentNotApproved), ThreadRules.Check(_draft, Article, post, Remembered));
        Assert.Equal(new CommentRefused(CommentRefusal.ParentNotApproved), ThreadRules.Check(_draft, Article, Posts.New("New", CommentId.Native(new(8), 1)), Remembered));
    }

    [Fact]
    public void Check_KnownSubmission_ComesBeforeEveryRule()
    {
        var post = Posts.New("Known", parent: CommentId.Native(Article, 2));
        _draft.Add(Posted(3, 0, CommentStatus.Held) with { Submission = post.Submission.Value, PayloadHash = post.PayloadHash });
        _draft.Add(new StoredEvent { Kind = EventKind.Closed });
        Assert.Equal(new CommentPosted(CommentId.Native(Article, 3), CommentStatus.Held, new(5, 3), true), ThreadRules.Check(_draft, Article, post, Remembered));
        Assert.Equal(new CommentRefused(CommentRefusal.SubmissionReused), ThreadRules.Check(_draft, Article, post with { PayloadHash = 1 }, Remembered));
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), ThreadRules.Check(_draft, Article, Posts.New("Other"), Remembered));
    }

    [Fact]
    public void Check_Duplicate_OnlyWhileItIsNotInTheTrash()
    {
        var post = Posts.New("Twice", key: "one");
        _draft.Add(Posted(3, 0, CommentStatus.Spam) with { DuplicateByAuthor = post.DuplicateByAuthor });
        var again = post with { Submission = SubmissionId.FromKey("two") };
        Assert.Equal(new CommentRefused(CommentRefusal.Duplicate), ThreadRules.Check(_draft, Article, again, Remembered));
        var index = new ThreadIndex();
        index.Apply(1, Posted(1, 0, CommentStatus.Trash) with { DuplicateByAuthor = post.DuplicateByAuthor });
        var draft = new ThreadDraft(index);
        draft.Begin(5, 0, Now);
        Assert.Null(ThreadRules.Check(draft, Article, again, Remembered));
    }

    [Fact]
    public void Check_ForgottenSubmission_IsOldAndBehindTheNewest()
    {
        var index = new ThreadIndex();
        var known = Guid.NewGuid();
        var old = Now.AddHours(-25).ToUnixTimeMilliseconds();
        index.Apply(1, Posted(1, 0, CommentStatus.Approved) with { Submission = known, PayloadHash = 9, Time = old });
        for (var n = 2; n <= 11; n++) index.Apply(n, Posted(n, 0, CommentStatus.Approved));
        var draft = new ThreadDraft(index);
        draft.Begin(5, 0, Now);
        Assert.NotNull(draft.FindSubmission(known, 11));
        Assert.Null(draft.FindSubmission(known, 10));
        draft.Begin(5, 0, Now.AddHours(-2));
        Assert.NotNull(draft.FindSubmission(known, 10));
    }

    [Fact]
    public void Check_LastNumberIsGivenOut_IsClosed()
    {
        _draft.Begin(5, CommentId.MaxNumber, Now);
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), ThreadRules.Check(_draft, Article, Posts.New("One more"), Remembered));
    }

    [Theory]
    [InlineData(0, 5, CommentStatus.Approved, true)]
    [InlineData(300, 5, CommentStatus.Approved, true)]
    [InlineData(301, 5, CommentStatus.Approved, false)]
    [InlineData(0, 0, CommentStatus.Approved, false)]
    [InlineData(10, 5, CommentStatus.Held, true)]
    [InlineData(10, 5, CommentStatus.Spam, false)]
    [InlineData(10, 5, CommentStatus.Erased, false)]
    public void MayEdit_ByItsBrowser_WithinTheWindow(int age, int minutes, CommentStatus status, bool may)
    {
        var browser = new BrowserId(Guid.NewGuid());
        var comment = new CommentFacts(1, status, CommentStatus.Held, status, 1, 0, 1, Now.ToUnixTimeSeconds() - age, 0, ThreadIndex.HashOf(browser.Value), false);
        var edit = new EditComment(CommentId.Native(Article, 1), "x", 1, browser, null, "", TimeSpan.FromMinutes(minutes));
        Assert.Equal(may, ThreadRules.MayEdit(comment, edit, Now));
        Assert.False(ThreadRules.MayEdit(comment, edit with { Browser = new(Guid.NewGuid()) }, Now));
        Assert.False(ThreadRules.MayEdit(comment, edit with { Staff = Posts.Author }, Now));
        Assert.Equal(status != CommentStatus.Erased, ThreadRules.MayEdit(comment, edit with { Staff = Posts.Moderator }, Now.AddDays(9)));
    }

    [Theory]
    [InlineData(CommentStatus.Approved, Decision.Approve, null)]
    [InlineData(CommentStatus.Held, Decision.Approve, CommentStatus.Approved)]
    [InlineData(CommentStatus.Trash, Decision.Restore, CommentStatus.Held)]
    [InlineData(CommentStatus.Approved, Decision.Restore, null)]
    [InlineData(CommentStatus.Erased, Decision.Approve, null)]
    [InlineData(CommentStatus.Approved, (Decision)99, null)]
    public void Decide_Status_FollowsTheDecision(CommentStatus status, Decision decision, CommentStatus? expected) =>
        Assert.Equal(expected, ThreadRules.Decide(new CommentFacts(1, status, CommentStatus.Held, status, 1, 0, 1, 0, 0, 0, false), decision));

    private static StoredEvent Posted(int number, int parent, CommentStatus status) => new()
    {
        Kind = EventKind.Posted,
        Number = number,
        Parent = parent,
        Status = status,
        Time = Now.ToUnixTimeMilliseconds(),
        Submission = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    };
}
