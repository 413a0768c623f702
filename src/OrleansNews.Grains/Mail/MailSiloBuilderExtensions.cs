using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace OrleansNews.Mail;

/// <summary>Lets a silo send mail.</summary>
public static class MailSiloBuilderExtensions
{
    /// <summary>The host gives the words; without a call to this, and without <c>Mail:Host</c>, no mail is sent.</summary>
    public static ISiloBuilder AddMailWriter<TWriter>(this ISiloBuilder silo)
        where TWriter : class, IMailWriter
    {
        silo.Services.AddSingleton<IMailWriter, TWriter>();
        return silo;
    }

    internal static ISiloBuilder AddMail(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(MailJson.Default);
        silo.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        silo.Services.AddSingleton(services => new MailSwitch(services.GetRequiredService<IOptions<MailOptions>>().Value.Host.Length > 0));
        silo.Services.AddSingleton<MailWishes>();
        silo.Services.AddSingleton<MailComposer>();
        silo.Services.AddSingleton<MailInstruments>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MailTicker>();
        return silo;
    }
}
