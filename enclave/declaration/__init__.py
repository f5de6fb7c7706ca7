"""The declaration: `enclave.yaml`, read with its marks, judged by its rules."""
