using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>
/// Makes of a waiting mail what is sent: looks up to whom, and what is so by now. A comment that was decided about meanwhile, hidden or erased is in no mail, and a person who may not
/// know of it any more gets none. When of many that wait none of those named is left, moderators are still sent to the desk.
/// </summary>
internal sealed class MailComposer(IGrainFactory grains, IServiceProvider services, IOptions<MailOptions> options, [FromKeyedServices(NewsClock.Key)] TimeProvider time)
{
    private const int LongestExcerpt = 400;

    /// <summary>The message; without one, why there is none: empty when nothing is left to tell.</summary>
    public async Task<(MimeMessage? Message, string Fault)> ComposeAsync(WaitingMail mail)
    {
        var settings = (await grains.GetGrain<ISiteGrain>(0).GetAsync(0))!;
        if (mail.Kind == MailKind.Password) return await ComposePasswordAsync(mail, settings);
        var comments = await ReadAsync(mail);
        var unnamed = Math.Max(mail.Count - mail.Comments.Length, 0);
        if ((comments.IsEmpty && (unnamed == 0 || mail.Kind != MailKind.Held)) || !IsWanted(mail.Kind, settings.Discussion)) return (null, "");
        var link = mail.Kind is MailKind.Reply or MailKind.Confirm ? await LinkAsync(mail, settings) : "";
        if (link is null || await AddressAsync(mail, comments) is not { } address) return (null, "");
        return Message(mail, new(mail.Kind, settings, [.. comments.Select(Told)], comments.Length + unnamed, link), address, mail.Kind == MailKind.Reply ? link : "");
    }

    // The secret of the link is in the mail and nowhere else, so each attempt has one of its own.
    private async Task<(MimeMessage? Message, string Fault)> ComposePasswordAsync(WaitingMail mail, SiteSettings settings)
    {
        var token = SetupTokens.Create();
        if (await grains.GetGrain<IAccountGrain>(mail.Recipient).OfferMailedLinkAsync(SetupTokens.Hash(token), Actor.System) is not { } address) return (null, "");
        var link = $"{settings.Address}/choose-password?login={Uri.EscapeDataString(mail.Recipient)}&token={token}";
        return Message(mail, new(mail.Kind, settings, [], 0, link) { Login = mail.Recipient }, address);
    }

    private (MimeMessage? Message, string Fault) Message(WaitingMail mail, MailDraft draft, string address, string stop = "")
    {
        if (MailAddresses.Of(address) is not { } to) return (null, "address");
        var words = services.GetRequiredService<IMailWriter>().Write(draft);
        return (MailMessages.Of(mail.Id, options.Value.From, draft.Settings, to, words, time.GetUtcNow(), stop), "");
    }

    private static bool IsWanted(MailKind kind, DiscussionSettings settings) => kind switch
    {
        MailKind.Held => settings.MailModerators,
        MailKind.Posted => settings.MailAuthors,
        MailKind.Reply or MailKind.Confirm => settings.OfferReplyMail,
        _ => false,
    };

    private async Task<ImmutableArray<(ModeratedComment Comment, PublishedArticle Story)>> ReadAsync(WaitingMail mail)
    {
        var read = ImmutableArray.CreateBuilder<(ModeratedComment, PublishedArticle)>();
        foreach (var ids in mail.Comments.Select(id => new CommentId(id)).GroupBy(id => id.Article))
        {
            if (await grains.GetGrain<IArticleGrain>(ids.Key.Value).GetPublishedAsync(0) is not { Status: ArticleStatus.Published } story) continue;
            var comments = await grains.GetGrain<ICommentThreadGrain>(ids.Key.Value).ReadForModeratorsAsync([.. ids], Actor.System);
            foreach (var comment in comments.GetValueOrDefault().OrEmpty())
            {
                if (comment.View.Status == (mail.Kind == MailKind.Held ? CommentStatus.Held : CommentStatus.Approved)) read.Add((comment, story));
            }
        }

        return [.. read.OrderBy(told => told.Item1.View.PostedAt)];
    }

    // Null: they have ended these mails since, or agreed already.
    private async Task<string?> LinkAsync(WaitingMail mail, SiteSettings settings)
    {
        var consent = grains.GetGrain<IMailConsentGrain>(mail.Recipient);
        var question = mail.Kind == MailKind.Confirm ? await consent.GetQuestionAsync() : 0;
        if (mail.Kind == MailKind.Confirm ? question == 0 : !await consent.HasAgreedAsync()) return null;
        var secret = await grains.GetGrain<ISiteGrain>(0).GetSecretAsync(MailLinksGrain.Secret);
        return MailTokens.Write(mail.Kind == MailKind.Confirm ? MailLink.Confirm : MailLink.Stop, mail.Recipient, question, secret) is { } token ? $"{settings.Address}/mail?t={token}" : null;
    }

    // An address that was erased, or whose key is destroyed, is nobody's.
    private async Task<string?> AddressOfCommenterAsync(WaitingMail mail)
    {
        if (mail.Source is not { } value) return null;
        var source = new CommentId(value);
        var own = (await grains.GetGrain<ICommentThreadGrain>(source.Article.Value).ReadForModeratorsAsync([source], Actor.System)).GetValueOrDefault().OrEmpty();
        return own is [{ SealedEmail.IsDefaultOrEmpty: false } comment] && comment.Commenter == mail.Recipient
            ? await grains.GetGrain<ICommenterGrain>(mail.Recipient).UnsealAsync(comment.SealedEmail, Actor.System)
            : null;
    }

    // Whoever lost the role, left, or is not among the authors any more is told nothing.
    private async Task<string?> AddressAsync(WaitingMail mail, ImmutableArray<(ModeratedComment Comment, PublishedArticle Story)> comments)
    {
        if (mail.Kind is MailKind.Reply or MailKind.Confirm) return await AddressOfCommenterAsync(mail);
        if (await grains.GetGrain<IAccountGrain>(mail.Recipient).GetAsync(Actor.System) is not { Disabled: false } account) return null;
        return mail.Kind switch
        {
            MailKind.Held when account.Actor.May(Permission.ModerateComments) => account.Email,
            MailKind.Posted when comments.Any(told => told.Story.Owners.OrEmpty().Contains(mail.Recipient)) => account.Email,
            _ => null,
        };
    }

    private static MailedComment Told((ModeratedComment Comment, PublishedArticle Story) told)
    {
        var text = FragmentReader.PlainText(told.Comment.View.Text).ReplaceLineEndings("\n").Trim();
        if (text.Length > LongestExcerpt) text = Beginning.Of(text, LongestExcerpt) + "…";
        return new(told.Comment.View.Id, MailAddresses.Line(told.Story.Title), MailAddresses.Line(told.Comment.View.Author), text);
    }
}
