using OrleansNews.Mail;
using OrleansNews.Site;

namespace OrleansNews;

/// <summary>
/// What this newspaper tells anybody by mail, as this silo knows it: what nobody is told costs a thread nothing. A change of the settings is heard with the next tick, within two seconds;
/// until the first one everything counts as wanted.
/// </summary>
internal sealed class MailWishes(MailSwitch mail)
{
    private volatile SiteSettings? _settings;

    /// <summary>The version of the settings that was heard of; 0 before the first.</summary>
    public long Version => _settings?.Version ?? 0;

    /// <summary>Whether somebody may be told.</summary>
    public bool Include(CommentNews news)
    {
        if (!mail.IsOn) return false;
        return _settings is not { Discussion: var discussion } || (news == CommentNews.Held ? discussion.MailModerators : discussion.MailAuthors || discussion.OfferReplyMail);
    }

    /// <summary>Asks for the settings, if they have changed.</summary>
    public async Task RefreshAsync(ISiteGrain site)
    {
        if (await site.GetAsync(Version) is { } changed) _settings = changed;
    }
}
