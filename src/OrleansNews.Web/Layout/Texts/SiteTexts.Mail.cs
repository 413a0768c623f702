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

    public string MailCommentOn(string author, string story) => Fill([author, story]);

    public string MailMore(int count) => Plural(count);

    public string MailDesk(string address) => Fill([address]);
}
