namespace OrleansNews.Layout;

/// <content>Mails.</content>
public sealed partial class SiteTexts
{
    public string MailHeldSubject(string site, string story) => Fill([site, story]);

    public string MailHeldSubjectMany(int count, string site) => Plural(count, site);

    public string MailHeldIntro(int count) => Plural(count);

    public string MailHeldReason(string site) => Fill([site]);

    public string MailPostedSubject(string site, string story) => Fill([site, story]);

    public string MailPostedSubjectMany(int count, string site) => Plural(count, site);

    public string MailPostedIntro(int count) => Plural(count);

    public string MailPostedReason(string site) => Fill([site]);

    public string MailReplySubject(string site, string story) => Fill([site, story]);

    public string MailReplySubjectMany(int count, string site) => Plural(count, site);

    public string MailReplyIntro(int count) => Plural(count);

    public string MailReplyReason(string site, string address) => Fill([site, address]);

    public string MailConfirmSubject(string site) => Fill([site]);

    public string MailConfirmIntro(string site, string story) => Fill([site, story]);

    public string MailConfirmReason => Text();

    public string MailConfirmTitle => Text();

    public string MailConfirmText => Text();

    public string MailConfirmButton => Text();

    public string MailConfirmedTitle => Text();

    public string MailConfirmedText => Text();

    public string MailPasswordSubject(string site) => Fill([site]);

    public string MailPasswordIntro(string site, string login) => Fill([site, login]);

    public string MailPasswordReason => Text();

    public string MailStopTitle => Text();

    public string MailStopText => Text();

    public string MailStopButton => Text();

    public string MailStoppedTitle => Text();

    public string MailStoppedText => Text();

    public string MailLinkDeadTitle => Text();

    public string MailLinkDeadText => Text();

    public string NotifyReplies => Text();

    public string MailToCommenters => Text();

    public string SetOfferReplyMail => Text();

    public string MailCommentOn(string author, string story) => Fill([author, story]);

    public string MailMore(int count) => Plural(count);

    public string MailDesk(string address) => Fill([address]);
}
