//! What asyncio has for networks and processes: its names are here, and using them says that there are none.

use std::rc::Rc;

use crate::python::object::class::Layout;
use crate::python::object::error::not_implemented;
use crate::python::object::function::{NativeKind, Signature};
use crate::python::object::{Module, NativeDef, Value};
use crate::python::vm::Vm;
use crate::python::vm::types::builtin;

/// Makes a function for each name that raises `NotImplementedError` with that name.
macro_rules! unsupported {
    ($kind:ident: $($name:literal),* $(,)?) => {
        &[$(
            NativeDef::function($name, 0, 0, |_, _| {
                Err(not_implemented(concat!(
                    $name,
                    " needs a network or processes, which programs do not have here"
                )))
            })
            .of_kind(NativeKind::$kind)
            .with(Signature::Any),
        )*]
    };
}

/// Functions of the module.
pub const FUNCTIONS: &[NativeDef] = unsupported![Function:
    "create_subprocess_exec",
    "create_subprocess_shell",
    "get_child_watcher",
    "open_connection",
    "open_unix_connection",
    "set_child_watcher",
    "start_server",
    "start_unix_server",
    "StreamReader",
    "StreamReaderProtocol",
    "StreamWriter",
];

/// Methods of a loop.
pub const METHODS: &[NativeDef] = unsupported![Method:
    "add_reader",
    "add_writer",
    "connect_accepted_socket",
    "connect_read_pipe",
    "connect_write_pipe",
    "create_connection",
    "create_datagram_endpoint",
    "create_server",
    "create_unix_connection",
    "create_unix_server",
    "getaddrinfo",
    "getnameinfo",
    "remove_reader",
    "remove_writer",
    "sendfile",
    "sock_accept",
    "sock_connect",
    "sock_recv",
    "sock_recv_into",
    "sock_recvfrom",
    "sock_recvfrom_into",
    "sock_sendall",
    "sock_sendfile",
    "sock_sendto",
    "start_tls",
    "subprocess_exec",
    "subprocess_shell",
];

/// Classes that programs derive from: without content, since nothing here would call it.
const CLASSES: &[&str] = &[
    "AbstractServer",
    "BaseProtocol",
    "BaseTransport",
    "BufferedProtocol",
    "DatagramProtocol",
    "DatagramTransport",
    "Protocol",
    "ReadTransport",
    "Server",
    "SubprocessProtocol",
    "SubprocessTransport",
    "Transport",
    "WriteTransport",
];

pub fn add_classes(vm: &Rc<Vm>, module: &Module) {
    for name in CLASSES {
        let object = &vm.types.object;
        let class = builtin(name, "asyncio", &[object], Layout::Object, None);
        module.set(class.name.get(), Value::Class(class));
    }
}
