using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Moderation;
using OrleansNews.Site;

namespace OrleansNews.Comments;

// Reentrant: a submission mostly waits for its thread. A few activations, each on a thread of its own when it sanitises, keep that work off the turns of other grains.
[GrainType("comment-intake"), StatelessWorker(maxLocalWorkers: 8), Reentrant]
internal sealed partial class CommentIntakeGrain(
    IntakeMemory memory,
    CommenterKeys keys,
    CommentClassifier classifier,
    CommentInstruments instruments,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<CommentIntakeGrain> logger) : Grain, ICommentIntakeGrain
{
    public async Task<PostCommentResult> SubmitAsync(CommentSubmission submission)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await AnswerAsync(submission);
        instruments.Answered(answer, Stopwatch.GetElapsedTime(started));
        return answer;
    }

    private async Task<PostCommentResult> AnswerAsync(CommentSubmission submission)
    {
        var settings = (await memory.SettingsAsync()).Discussion;
        var (fields, errors) = SubmissionRules.Check(submission, settings);
        var article = await memory.ArticleAsync(submission.Article);
        if (article is null) return new CommentRefused(CommentRefusal.ArticleNotFound); // It was never published: nobody has commented on it.

        // From here on the id is one that nobody outside can make: an id that is derived from a form would, in stored bytes, confirm a guess of the sender's address.
        var hashes = await keys.GetAsync();
        submission = submission with { Submission = hashes.Of(submission.Submission) };
        var command = Draft(submission, fields, hashes);
        if (CommentingRules.Refuse(article, settings, submission.Staff, time.GetUtcNow()) is { } refusal)
            return await FirstAnswerAsync(submission.Article, command) ?? new CommentRefused(refusal);
        // WordPress says whether anybody may comment here, or answer this, before it looks at the fields.
        if (!errors.IsEmpty) return await Thread(submission.Article).CheckAsync(command) ?? new CommentInvalid(errors);

        var text = CommentSanitizer.Sanitize(submission.Text);
        if (FragmentReader.IsBlank(text)) return await Thread(submission.Article).CheckAsync(command) ?? new CommentInvalid([SubmissionTexts.Text("comment")]);
        command = WithText(command, submission, fields, text, hashes);

        await using var admission = await AdmitAsync(submission, command.Commenter, settings, hashes);
        if (admission.Refusal is { } notNow) return await AnswerInsteadAsync(submission.Article, command, notNow);
        command = await CompleteAsync(command, submission, article, fields, settings, admission);
        var answer = await Thread(submission.Article).PostAsync(command);
        if (answer is CommentPosted { Repeated: false }) admission.Keep();
        return answer;
    }

    public async Task<PostCommentResult> EditAsync(CommentEdit edit)
    {
        if (!edit.Id.IsNative || await memory.ArticleAsync(edit.Id.Article) is not { Status: ArticleStatus.Published } article) return new CommentRefused(CommentRefusal.NotEditable);
        var settings = (await memory.SettingsAsync()).Discussion;
        var byModerator = edit.Staff?.May(Permission.ModerateComments) == true;
        if (!byModerator && (edit.Browser is null || settings.EditMinutes == 0)) return new CommentRefused(CommentRefusal.NotEditable);

        var errors = ImmutableArray.CreateBuilder<FieldError>();
        SubmissionRules.CheckText(edit.Text, errors);
        if (errors.Count > 0) return new CommentInvalid(errors.ToImmutable());
        var text = CommentSanitizer.Sanitize(edit.Text);
        if (FragmentReader.IsBlank(text)) return new CommentInvalid([SubmissionTexts.Text("comment")]);

        var location = await Thread(edit.Id.Article).FindAsync(edit.Id, settings.ConversationsPerPage);
        if (location is null) return new CommentRefused(CommentRefusal.NotEditable);
        var standing = byModerator ? null : await StandingAsync(edit);
        if (standing?.SuspendedUntil is not null) return await FirstAnswerAsync(edit, text) ?? new CommentRefused(CommentRefusal.Suspended);
        var verdict = await ModerationPhases.DecideAsync(new()
        {
            Settings = settings,
            Article = article.Id,
            Markup = text,
            Text = FragmentReader.PlainText(text),
            Links = FragmentReader.CountLinks(text),
            Author = location.View.Author,
            Url = location.View.Url,
            IsModerator = byModerator,
            IsAuthorOfStory = IsAuthor(article, edit.Staff),
            Story = await memory.ModeAsync(article.Id),
            IsPersonHeld = standing?.Rule == CommenterRule.Hold,
            IsPersonApproved = standing?.Rule == CommenterRule.Approve,
            IsKnown = true, // Whether the person is new was decided about the comment; a held one stays held.
        }, classifier.DecideAsync);
        var hold = verdict.Outcome == ModerationOutcome.Approve ? "" : verdict.Reason;
        return await Thread(edit.Id.Article).EditAsync(
            new(edit.Id, text, edit.ExpectedVersion, byModerator ? null : edit.Browser, edit.Staff, hold, TimeSpan.FromMinutes(settings.EditMinutes)));
    }

    // Only about the browser's own comment: nobody else is told how its author stands.
    private async Task<CommenterStanding?> StandingAsync(CommentEdit edit)
    {
        if (edit.Browser is not { } browser || await Thread(edit.Id.Article).FindOwnAsync(edit.Id, browser) is null) return null;
        var own = (await Thread(edit.Id.Article).ReadForModeratorsAsync([edit.Id], Actor.System)).GetValueOrDefault().OrEmpty();
        return own is [{ Commenter.Length: > 0 } comment] ? await GrainFactory.GetGrain<ICommenterGrain>(comment.Commenter).GetStandingAsync([], Actor.System) : null;
    }

    /// <summary>The command as far as it is known before any rule: enough to find the first answer of a known submission.</summary>
    private static PostComment Draft(CommentSubmission submission, CommentFields fields, CommenterHashes hashes) => new()
    {
        Submission = submission.Submission,
        PayloadHash = hashes.Of(
            "payload", submission.Article.ToString(), submission.Parent?.ToString() ?? "", submission.Author, submission.Email, submission.Url, submission.Text, submission.Staff?.Login ?? ""),
        Parent = submission.Parent,
        Author = fields.Author,
        Url = fields.Url,
        Text = "",
        Commenter = fields.Email.Length > 0 ? hashes.OfEmail(fields.Email) : submission.Staff is { Login.Length: > 0 } staff ? hashes.OfLogin(staff.Login) : "",
        Browser = submission.Browser,
        Status = CommentStatus.Held,
        StaffLogin = submission.Staff?.Login ?? "",
        WantsReplyMail = submission.WantsReplyMail && fields.Email.Length > 0,
        MayReplyToHidden = submission.Staff?.May(Permission.ModerateComments) == true,
    };

    private static PostComment WithText(PostComment command, CommentSubmission submission, CommentFields fields, string text, CommenterHashes hashes)
    {
        var parent = submission.Parent?.ToString() ?? "";
        return command with
        {
            Text = text,
            DuplicateByAuthor = hashes.Of("author", parent, text, fields.Author),
            DuplicateByEmail = fields.Email.Length == 0 ? 0 : hashes.Of("email", parent, text, fields.Email.ToLowerInvariant()),
        };
    }

    private async Task<Admission> AdmitAsync(CommentSubmission submission, string commenter, DiscussionSettings settings, CommenterHashes hashes)
    {
        var interval = submission.Staff?.May(Permission.ModerateComments) == true ? TimeSpan.Zero : TimeSpan.FromSeconds(settings.FloodSeconds);
        var asked = new List<ICommenterGrain>(2);
        if (commenter.Length > 0) asked.Add(GrainFactory.GetGrain<ICommenterGrain>(commenter));
        if (interval > TimeSpan.Zero && submission.Address.Length > 0) asked.Add(GrainFactory.GetGrain<ICommenterGrain>(hashes.OfAddress(submission.Address)));
        return await Admission.AskAsync(asked, submission, interval, LogNotGivenBack);
    }

    private async Task<PostComment> CompleteAsync(
        PostComment command, CommentSubmission submission, PublishedArticle article, CommentFields fields, DiscussionSettings settings, Admission admission)
    {
        var verdict = await ModerationPhases.DecideAsync(new()
        {
            Settings = settings,
            Article = article.Id,
            Markup = command.Text,
            Text = FragmentReader.PlainText(command.Text),
            Links = FragmentReader.CountLinks(command.Text),
            Author = fields.Author,
            Email = fields.Email,
            Url = fields.Url,
            Address = submission.Address,
            UserAgent = submission.UserAgent,
            IsModerator = submission.Staff?.May(Permission.ModerateComments) == true,
            IsAuthorOfStory = IsAuthor(article, submission.Staff),
            IsKnown = admission.Trusted,
            IsPersonHeld = admission.Rule == CommenterRule.Hold,
            IsPersonApproved = admission.Rule == CommenterRule.Approve,
            Story = await memory.ModeAsync(article.Id),
        }, classifier.DecideAsync);
        return command with
        {
            Status = verdict.Outcome switch
            {
                ModerationOutcome.Approve => CommentStatus.Approved,
                ModerationOutcome.Trash => CommentStatus.Trash,
                ModerationOutcome.Spam => CommentStatus.Spam,
                _ => CommentStatus.Held,
            },
            Reason = verdict.Reason,
            BrowserTrusted = admission is { Trusted: true, TakesVouchers: false },
            SealedEmail = fields.Email.Length == 0 ? [] : Seal.Close(
                fields.Email, admission.SealingKey.AsSpan(), Seal.IdOf(admission.SealingKey.AsSpan()), submission.Article, submission.Submission),
            SealedOrigin = await SealOriginAsync(submission),
        };
    }

    private async Task<ImmutableArray<byte>> SealOriginAsync(CommentSubmission submission)
    {
        if (submission.Address.Length == 0 && submission.UserAgent.Length == 0) return [];
        var key = await memory.DayKeyAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return Seal.Close(CommentOriginText.Join(submission.Address, submission.UserAgent), key.Key.AsSpan(), key.Day.DayNumber, submission.Article, submission.Submission);
    }

    /// <summary>What a submission that is known was answered the first time; null for a new one.</summary>
    private async Task<PostCommentResult?> FirstAnswerAsync(ArticleId article, PostComment command) =>
        await Thread(article).CheckAsync(command) is { } answer and (CommentPosted or CommentRefused { Reason: CommentRefusal.SubmissionReused }) ? answer : null;

    // Within no time nothing is edited, and what was stored before is found.
    private async Task<PostCommentResult?> FirstAnswerAsync(CommentEdit edit, string text) =>
        await Thread(edit.Id.Article).EditAsync(new(edit.Id, text, edit.ExpectedVersion, edit.Browser, null, "", TimeSpan.Zero)) as CommentPosted;

    /// <summary>The thread's own refusals, a duplicate among them, come before "too quickly"; a suspended person is told nothing but the first answer.</summary>
    private async Task<PostCommentResult> AnswerInsteadAsync(ArticleId article, PostComment command, CommentRefusal refusal) =>
        (refusal == CommentRefusal.TooQuickly ? await Thread(article).CheckAsync(command) : await FirstAnswerAsync(article, command)) ?? new CommentRefused(refusal);

    private ICommentThreadGrain Thread(ArticleId article) => GrainFactory.GetGrain<ICommentThreadGrain>(article.Value);

    private static bool IsAuthor(PublishedArticle article, Actor? staff) => staff is { Login.Length: > 0 } && article.Owners.OrEmpty().Contains(staff.Login);

    private void LogNotGivenBack(Exception fault) => LogFloodNotGivenBack(logger, fault);

    [LoggerMessage(LogLevel.Warning, "A commenter's flood interval could not be given back; it ends by itself.")]
    private static partial void LogFloodNotGivenBack(ILogger logger, Exception fault);
}
