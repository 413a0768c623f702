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
        if (settings.MailAuthors) orders.AddRange(await ForAuthorsAsync([.. notices.Where(notice => notice.News == CommentNews.Visible)]));
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
               select new MailOrder(MailKind.Held, member.Actor.Login, notice.Comment);
    }

    private async Task<List<MailOrder>> ForAuthorsAsync(ImmutableArray<CommentNotice> visible)
    {
        var orders = new List<MailOrder>();
        foreach (var story in visible.GroupBy(notice => notice.Comment.Article))
        {
            if (await GrainFactory.GetGrain<IArticleGrain>(story.Key.Value).GetPublishedAsync(0) is not { } article || article.Owners.OrEmpty().IsEmpty) continue;
            foreach (var ids in story.Select(notice => notice.Comment).Chunk(MostReadAtOnce))
            {
                var comments = (await GrainFactory.GetGrain<ICommentThreadGrain>(story.Key.Value).ReadForModeratorsAsync([.. ids], Actor.System)).GetValueOrDefault().OrEmpty();

                // Nobody is told of what they wrote themselves.
                orders.AddRange(from comment in comments
                                from owner in article.Owners.OrEmpty()
                                where comment.StaffLogin != owner
                                select new MailOrder(MailKind.Posted, owner, comment.View.Id));
            }
        }

        return orders;
    }
}
