using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Accounts;

internal static class AccountsSiloBuilderExtensions
{
    /// <summary>Staff accounts and the keys of their sessions.</summary>
    internal static ISiloBuilder AddAccounts(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(AccountsJson.Default);
        return silo;
    }
}
