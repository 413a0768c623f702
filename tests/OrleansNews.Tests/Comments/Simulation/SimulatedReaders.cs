using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>What readers do: they post, send again, edit what they posted, flag, vote and read.</summary>
internal sealed class SimulatedReaders(SimulatedWorld world, SimulatedCluster cluster, SimulatedCaller caller)
{
    private readonly List<(CommentPosted Answer, PostComment Post)> _posted = [];
    private readonly List<(CommentPosted Answer, EditComment Edit)> _edited = [];

    /// <summary>What edits say about their window; another one than the model's is sabotage.</summary>
    public required TimeSpan Window { get; init; }

    private ThreadModel Model => cluster.Model;

    public bool HavePosted => _posted.Count > 0;

    public async Task PostAsync(string author) => await PostAsync(New(Parent(), author), isAlone: true);

    public Task PostManyAsync(string author) =>
        Task.WhenAll(Enumerable.Range(0, world.Between(2, 12)).Select(_ => PostAsync(New(Parent(), author), isAlone: true)));

    public Task PostTwiceAsync(string author)
    {
        var post = New(Parent(), author);
        return Task.WhenAll(PostAsync(post, isAlone: false), PostAsync(post, isAlone: false));
    }

    /// <summary>Somebody who has lost the answer sends again, whatever has happened since; or sends something else under the same id.</summary>
    public async Task SendAgainAsync()
    {
        if (!HavePosted) return;
        var (first, post) = Any();
        var isAnother = world.Chance(0.3);
        var sent = isAnother ? post with { PayloadHash = post.PayloadHash + 1, Text = caller.Text("other") } : post;
        var onlyAsks = world.Chance(0.3); // As the intake does that would refuse it for another reason.
        var answer = (await caller.AskAsync(async core => onlyAsks ? await core.CheckAsync(sent) : await core.PostAsync(sent), IsNotBusy)).Result;
        if (isAnother) ThreadModel.Require(answer is CommentRefused { Reason: CommentRefusal.SubmissionReused }, $"Something else under the same id was answered {answer}.");
        else ThreadModel.Require(answer is CommentPosted again && again == first with { Repeated = true }, $"A post that was sent again was answered {answer} instead of {first}.");
    }

    /// <summary>A commenter edits, mostly what is theirs and mostly in time.</summary>
    public async Task EditAsync()
    {
        if (_posted.FindAll(posted => posted.Post.Browser is not null) is not { Count: > 0 } own) return;
        var (answer, post) = own[world.Random.Next(own.Count)];
        var browser = world.Chance(0.9) ? post.Browser : new(caller.NewGuid());
        await EditAsync(new(answer.Id, caller.Text("edit"), world.Between(1, 3), browser, null, world.Chance(0.2) ? "links" : "", Window));
    }

    /// <summary>Sends an edit, by whomever.</summary>
    public async Task EditAsync(EditComment edit)
    {
        Model.Outcomes.Sent(edit);
        var (answer, isFirst, sent) = await caller.AskAsync(core => core.EditAsync(edit), IsNotBusy, needsNewer: true);
        if (answer is CommentPosted posted)
        {
            Model.Acknowledged(posted.Position);
            Model.Outcomes.Acknowledged(edit, posted);
            _edited.Add((posted with { Repeated = false }, edit));
        }
        else
        {
            ThreadModel.Require(answer is CommentRefused { Reason: CommentRefusal.NotEditable }, $"An edit was answered {answer}.");
            Model.Outcomes.Refused(edit, isFirst, sent, world.Time.GetUtcNow());
        }
    }

    /// <summary>Somebody who has lost the answer sends an edit again, whatever has become of the comment since.</summary>
    public async Task EditAgainAsync()
    {
        if (_edited.Count == 0) return;
        var (first, edit) = _edited[world.Random.Next(_edited.Count)];
        var isLate = world.Chance(0.3); // As the intake asks for somebody who may edit no more.
        var answer = await caller.AskAsync(core => core.EditAsync(isLate ? edit with { Window = TimeSpan.Zero } : edit), IsNotBusy, needsNewer: true);
        if (!Model.Outcomes.IsErased(edit.Id)) ThreadModel.Require(answer.Result is CommentPosted again && again == first with { Repeated = true }, $"An edit that was sent again was answered {answer.Result} instead of {first}.");
    }

    public async Task FlagAsync()
    {
        if (!HavePosted) return;
        var flag = new FlagComment(AnyId(), FlagReason.Abuse, caller.Text("flag"), new(caller.NewGuid()));
        var (isKept, isFirst, sent) = await caller.AskAsync(core => core.FlagAsync(flag), _ => true, needsNewer: true);
        if (isKept) Model.Outcomes.Acknowledged(flag);
        else Model.Outcomes.Refused(flag, isFirst, sent);
    }

    public async Task VoteAsync()
    {
        if (!HavePosted) return;
        var number = AnyId().Number;
        var shard = number % IThreadVotesGrain.Shards;
        cluster.Votes[number] = (world.Between(0, 9), world.Between(0, 9));
        var version = ++cluster.VoteVersions[shard];
        var counts = cluster.Votes.Where(vote => vote.Key % IThreadVotesGrain.Shards == shard)
            .Select(vote => new VoteCount(CommentId.Native(SimulatedCluster.Article, vote.Key), vote.Value.Up, vote.Value.Down));
        await caller.AskAsync(async core => { await core.ApplyVotesAsync(shard, version, [.. counts]); return true; });
    }

    public async Task ReadAsync()
    {
        var query = new ThreadPageQuery { Order = (ThreadOrder)world.Between(1, 3), Limit = world.Between(1, 20) };
        var page = await caller.AskAsync(core => core.ReadPageAsync(query));
        Model.Seen(page.Version);
        ThreadModel.Require(page.Items.All(item => !item.Damaged), "A comment was shown as damaged although nothing is lost.");
    }

    /// <summary>A live reader: from its own position, through whatever activation answers, every event once and in order.</summary>
    public async Task FollowAsync(Func<bool> isOver)
    {
        var position = default(ThreadPosition);
        while (!isOver())
        {
            await world.Delay(world.Between(50, 500));
            var after = position;
            var log = await caller.AskAsync(core => core.ReadLogAsync(after, 20));
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

    /// <summary>A comment that somebody was told is stored.</summary>
    public CommentId AnyId() => Any().Answer.Id;

    public string Commenter() => $"person{world.Between(1, 30)}";

    public PostComment New(CommentId? parent, string author) => new()
    {
        Submission = new(caller.NewGuid()),
        PayloadHash = world.Random.NextInt64(),
        Parent = parent,
        Author = author,
        Text = caller.Text(author),
        Commenter = Commenter(),
        Browser = world.Chance(0.5) ? new(caller.NewGuid()) : null,
        BrowserTrusted = world.Chance(0.5),
        SealedEmail = [1, 2, 3],
        Status = world.Chance(0.8) ? CommentStatus.Approved : CommentStatus.Held,
        MayReplyToHidden = world.Chance(0.5),
    };

    private async Task PostAsync(PostComment post, bool isAlone)
    {
        var (answer, isFirst, sent) = await caller.AskAsync(core => core.PostAsync(post), IsNotBusy);
        if (answer is CommentPosted posted)
        {
            Model.Acknowledged(post.Submission.Value, posted);
            _posted.Add((posted with { Repeated = false }, post));
        }
        else
        {
            Model.Refused(post, Assert.IsType<CommentRefused>(answer).Reason, sent, forGood: isAlone && isFirst);
        }
    }

    private static bool IsNotBusy(PostCommentResult? answer) => answer is not CommentRefused { Reason: CommentRefusal.Busy };

    private CommentId? Parent() => !HavePosted || world.Chance(0.5) ? null : AnyId();

    private (CommentPosted Answer, PostComment Post) Any() => _posted[world.Random.Next(_posted.Count)];
}
