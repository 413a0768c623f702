using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Mail;

[GrainType("mail-consent"), Reentrant, CollectionAgeLimit(Minutes = 2)]
internal sealed class MailConsentGrain : Grain, IMailConsentGrain
{
    private readonly CommittedState<MailConsentState> _state;
    private readonly TimeProvider _time;

    public MailConsentGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time)
    {
        _state = new(GrainContext, storage, "mail-consent");
        _time = time;
    }

    private string Recipient => this.GetPrimaryKeyString();

    private IMailOutboxGrain Outbox => GrainFactory.GetGrain<IMailOutboxGrain>(IMailOutboxGrain.ShardOf(Recipient));

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public async Task AskAsync(CommentId comment)
    {
        var question = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;
        var asked = await _state.ChangeAsync(state =>
        {
            var next = MailConsentRules.Ask(state, comment, _time.GetUtcNow(), question);
            return (next, next is { AgreedAt: null, Question: not 0 } && next.AskedFor == comment.Value);
        });

        // Also when it was asked before: a crash may have come between. The outbox knows the order by its comment.
        if (asked) await Outbox.EnqueueAsync([new(MailKind.Confirm, Recipient, comment, comment)]);
    }

    public Task<bool> HasAgreedAsync() => Task.FromResult(_state.Current.AgreedAt is not null);

    public Task<long> GetQuestionAsync() => Task.FromResult(_state.Current is { AgreedAt: null } open ? open.Question : 0);

    public Task<long> GetAskedForAsync() => Task.FromResult(_state.Current.AskedFor);

    public Task<bool> ConfirmAsync(long question) => _state.ChangeAsync(state => MailConsentRules.Confirm(state, question, _time.GetUtcNow()));

    public async Task StopAsync()
    {
        await _state.ChangeAsync(state => (MailConsentRules.Stop(state), true));
        await Outbox.ForgetAsync(Recipient);
    }

    public async Task<bool> EraseAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return false;
        await _state.ChangeAsync(state => (state == new MailConsentState() ? state : new(), true));
        await Outbox.ForgetAsync(Recipient);
        return true;
    }
}
