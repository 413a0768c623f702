using Orleans.Concurrency;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Mail;

[GrainType("mail-links"), StatelessWorker(maxLocalWorkers: 2), Reentrant]
internal sealed class MailLinksGrain : Grain, IMailLinksGrain
{
    /// <summary>The purpose of the secret that signs links.</summary>
    public const string Secret = "mail-links";

    private byte[]? _secret;

    public async Task<MailLink> ReadAsync(MailToken link) => await FindAsync(link) is { } found ? found.Link : MailLink.None;

    public async Task<bool> FollowAsync(MailToken link)
    {
        if (await FindAsync(link) is not { } found) return false;
        var consent = GrainFactory.GetGrain<IMailConsentGrain>(found.Recipient);
        if (found.Link == MailLink.Stop)
        {
            await consent.StopAsync();
            return true;
        }

        if (!await consent.ConfirmAsync(found.Question)) return false;
        // An older silo cannot say which comment it was: then the next one waits, too.
        if (link.Browser is { } browser) await TrustAsync(found.Recipient, browser, new(await OlderSilo.ElseAsync(consent.GetAskedForAsync, static () => Task.FromResult(0L))));
        return true;
    }

    // Nobody is asked before readers see a comment of theirs; a moderator may have taken it away since.
    private async Task TrustAsync(string recipient, BrowserId browser, CommentId comment)
    {
        if (!await Vouching.IsOneSeenAsync(GrainFactory, [comment])) return;
        var person = GrainFactory.GetGrain<ICommenterGrain>(recipient);
        await OlderSilo.ElseAsync(() => person.RecordApprovalAsync(browser, comment), () => person.RecordApprovalAsync(browser));
    }

    private async Task<(MailLink Link, string Recipient, long Question)?> FindAsync(MailToken link)
    {
        _secret ??= await GrainFactory.GetGrain<ISiteGrain>(0).GetSecretAsync(Secret);
        return MailTokens.Read(link.Text, _secret) is { Link: MailLink.Confirm or MailLink.Stop } found ? found : null;
    }
}
