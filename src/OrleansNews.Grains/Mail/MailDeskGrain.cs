using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

[GrainType("mail-desk"), StatelessWorker(maxLocalWorkers: 2), Reentrant]
internal sealed class MailDeskGrain(MailSwitch mail) : Grain, IMailDeskGrain
{
    private const int MostReadAtOnce = 100;

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
}
