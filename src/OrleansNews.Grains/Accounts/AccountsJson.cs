using System.Text.Json.Serialization;

namespace OrleansNews.Accounts;

[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(StaffState))]
[JsonSerializable(typeof(DataProtectionKeysState))]
internal sealed partial class AccountsJson : JsonSerializerContext;
