using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

[GrainType("mail-desk"), StatelessWorker(maxLocalWorkers: 2), Reentrant]
internal sealed partial class MailDeskGrain(MailSwitch mail, ILogger<MailDeskGrain> log) : Grain, IMailDeskGrain
{
    private const int MostReadAtOnce = 100;
    private const int MostAskedAtOnce = 16;

    private int _asked;

    public async Task NotifyAsync(ImmutableArray<CommentNotice> notices)
    {
        if (!mail.IsOn) return;
        var settings = (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion;
        var orders = new List<MailOrder>();
        if (settings.MailModerators) orders.AddRange(await ForModeratorsAsync([.. notices.Where(notice => notice.News == CommentNews.Held)]));
        if (settings.MailAuthors || settings.OfferReplyMail)
        {
            foreach (var story in notices.Where(notice => notice.News == CommentNews.Visible).Select(notice => notice.Comment).GroupBy(id => id.Article))
                foreach (var ids in story.Chunk(MostReadAtOnce)) await AddVisibleAsync(orders, story.Key, ids, settings);
        }

        await Task.WhenAll(orders.GroupBy(order => IMailOutboxGrain.ShardOf(order.Recipient))
            .Select(shard => GrainFactory.GetGrain<IMailOutboxGrain>(shard.Key).EnqueueAsync([.. shard])));
    }

    public Task<bool> AskForPasswordAsync(PasswordRequest request)
    {
        if (!mail.IsOn) return Task.FromResult(true);
        if (_asked >= MostAskedAtOnce) return Task.FromResult(false);
        MailPasswordAsync(request.Name).Ignore();
        return Task.FromResult(true);
    }

    private async Task MailPasswordAsync(string name)
    {
        _asked++;
        try
        {
            foreach (var login in await FindAsync(name))
            {
                if (!await GrainFactory.GetGrain<IAccountGrain>(login).AskForPasswordMailAsync()) continue;
                var order = new MailOrder(MailKind.Password, login, default) { Again = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) };
                await GrainFactory.GetGrain<IMailOutboxGrain>(IMailOutboxGrain.ShardOf(login)).EnqueueAsync([order]);
            }
        }
        catch (Exception fault)
        {
            // Without the fault itself, in whose words the account may be named.
            LogNotAsked(fault.GetType().Name);
        }
        finally
        {
            _asked--;
        }
    }

    // A login may look like an address, and colleagues may share one.
    private async Task<ImmutableHashSet<string>> FindAsync(string name)
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        if (Logins.TryNormalise(name, out var login)) found.Add(login);
        if (!name.Contains('@', StringComparison.Ordinal)) return found.ToImmutable();
        var staff = (await GrainFactory.GetGrain<IStaffGrain>(0).ListAsync(Actor.System)).GetValueOrDefault().OrEmpty();
        foreach (var some in staff.Where(member => !member.Disabled).Chunk(MostReadAtOnce))
        {
            var accounts = await Task.WhenAll(some.Select(member => GrainFactory.GetGrain<IAccountGrain>(member.Actor.Login).GetAsync(Actor.System)));
            found.UnionWith(accounts.OfType<AccountView>().Where(account => account.Email.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(account => account.Actor.Login));
        }

        return found.ToImmutable();
    }

    private async Task<IEnumerable<MailOrder>> ForModeratorsAsync(ImmutableArray<CommentNotice> held)
    {
        if (held.IsEmpty) return [];
        var staff = (await GrainFactory.GetGrain<IStaffGrain>(0).ListAsync(Actor.System)).GetValueOrDefault().OrEmpty();
        return from member in staff
               where !member.Disabled && member.Actor.May(Permission.ModerateComments)
               from notice in held
               select new MailOrder(MailKind.Held, member.Actor.Login, notice.Comment) { Again = notice.Again };
    }

    private async Task AddVisibleAsync(List<MailOrder> orders, ArticleId story, CommentId[] ids, DiscussionSettings settings)
    {
        var thread = GrainFactory.GetGrain<ICommentThreadGrain>(story.Value);
        var comments = (await thread.ReadForModeratorsAsync([.. ids], Actor.System)).GetValueOrDefault().OrEmpty();
        if (settings.MailAuthors && await GrainFactory.GetGrain<IArticleGrain>(story.Value).GetPublishedAsync(0) is { } article) orders.AddRange(ForAuthors(article, comments));
        if (!settings.OfferReplyMail) return;
        foreach (var comment in comments.Where(comment => comment is { WantsReplyMail: true, SealedEmail.IsDefaultOrEmpty: false }))
            await GrainFactory.GetGrain<IMailConsentGrain>(comment.Commenter).AskAsync(comment.View.Id);
        orders.AddRange(await ForAnsweredAsync(thread, comments));
    }

    // Nobody is told of what they wrote themselves.
    private static IEnumerable<MailOrder> ForAuthors(PublishedArticle article, ImmutableArray<ModeratedComment> comments) =>
        from comment in comments
        from owner in article.Owners.OrEmpty()
        where comment.StaffLogin != owner
        select new MailOrder(MailKind.Posted, owner, comment.View.Id);

    private async Task<List<MailOrder>> ForAnsweredAsync(ICommentThreadGrain thread, ImmutableArray<ModeratedComment> replies)
    {
        var orders = new List<MailOrder>();
        var parents = replies.Select(reply => reply.View.Parent).OfType<CommentId>().Distinct().ToArray();
        if (parents.Length == 0) return orders;
        var answered = (await thread.ReadForModeratorsAsync([.. parents], Actor.System)).GetValueOrDefault().OrEmpty()
            .Where(parent => parent is { WantsReplyMail: true, SealedEmail.IsDefaultOrEmpty: false }).ToDictionary(parent => parent.View.Id);
        foreach (var reply in replies)
        {
            if (reply.View.Parent is not { } id || !answered.TryGetValue(id, out var parent) || parent.Commenter == reply.Commenter) continue;
            if (await GrainFactory.GetGrain<IMailConsentGrain>(parent.Commenter).HasAgreedAsync()) orders.Add(new(MailKind.Reply, parent.Commenter, reply.View.Id, id));
        }

        return orders;
    }

    [LoggerMessage(LogLevel.Warning, "A new password was asked for, and no mail could be ordered ({Fault}). Whoever asked has to ask again.")]
    private partial void LogNotAsked(string fault);
}
